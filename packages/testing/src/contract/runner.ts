/** What the contract needs of a test runner: Vitest, Jest and `node:test` have it. */
export interface TestRunner {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: () => Promise<void>): unknown;
  /** Vitest's and Jest's, or `after` of `node:test`. Without either, each case starts a server of its own. */
  afterAll?(body: () => Promise<void>): unknown;
  after?(body: () => Promise<void>): unknown;
}

/**
 * The runner that is running: its globals (Jest, Vitest with `globals`), or Vitest's own API, which it keeps under
 * this name for modules that it did not load itself. Importing `vitest` here would load it into every fake server.
 */
export function currentRunner(): TestRunner {
  const scope = globalThis as typeof globalThis & Partial<TestRunner> & { __vitest_index__?: TestRunner };
  const { describe, it, afterAll } = scope;
  const found = describe && it ? { describe, it, ...(afterAll && { afterAll }) } : scope.__vitest_index__;
  if (!found) throw new Error('adapterContract() found no test runner: pass yours, as { runner: { describe, it } }.');
  return found;
}
