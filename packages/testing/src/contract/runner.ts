import { invalidOption } from '@vzaps/core/webhooks';

/** The functions of a test runner that the contract uses. Vitest, Jest and `node:test` have them. */
export interface TestRunner {
  /** Defines a group of tests. */
  describe(name: string, body: () => void): unknown;
  /** Defines a test. It fails if the promise rejects. */
  it(name: string, body: () => Promise<void>): unknown;
  /** In Vitest and Jest. Without `afterAll` and `after`, each case starts a server of its own. */
  afterAll?(body: () => Promise<void>): unknown;
  /** In `node:test`. */
  after?(body: () => Promise<void>): unknown;
}

/**
 * Returns the runner of the current process: its globals (Jest, Vitest with `globals`) or Vitest's own API, which
 * Vitest keeps under `__vitest_index__`. An import of `vitest` here would load Vitest into every program that uses the
 * fake.
 */
export function currentRunner(): TestRunner {
  const scope = globalThis as typeof globalThis & Partial<TestRunner> & { __vitest_index__?: TestRunner };
  const { describe, it, afterAll } = scope;
  const runner = describe && it ? { describe, it, ...(afterAll && { afterAll }) } : scope.__vitest_index__;
  if (runner) return runner;
  throw invalidOption(
    'adapterContract',
    'runner',
    undefined,
    'an object with `describe` and `it`',
    'No runner was found in this process. In node:test, pass { runner: { describe, it, after } }.',
  );
}
