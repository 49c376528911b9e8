import type { InspectorClient } from '../options.ts';

const TIMEOUT_MS = 3_000;
const RETRY_MS = 60_000;
const MAX_INSTANCES = 100;

/** Lists the instances of the account, once. If VZaps does not answer, the list is empty for a minute. */
export function createInstanceList(client: InspectorClient): () => Promise<readonly string[]> {
  let known: readonly string[] | undefined;
  let nextAttemptAt = 0;
  return async () => {
    if (known) return known;
    if (Date.now() < nextAttemptAt) return [];
    nextAttemptAt = Date.now() + RETRY_MS;
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const { data } = await client.instances.list({ size: MAX_INSTANCES }, { signal });
      known = data.content.map(({ id }) => id);
      return known;
    } catch {
      // A client with an instance token may not list instances. The page also offers those that it has seen.
      return [];
    }
  };
}
