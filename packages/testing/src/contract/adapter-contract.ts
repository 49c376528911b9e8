import { bodyVectors } from './body-vectors.ts';
import { connectionVectors } from './connection-vectors.ts';
import { handlerVectors } from './handler-vectors.ts';
import { currentRunner, type TestRunner } from './runner.ts';
import { type AdapterMount, openSite } from './site.ts';
import type { MountKind, Vector } from './vector.ts';
import { verificationVectors } from './verification-vectors.ts';

export interface AdapterContractOptions {
  /** What stands before the adapter in this mount. Default `bare`. */
  kind?: MountKind;
  /** Default: the runner that is running. */
  runner?: TestRunner;
}

export const VECTORS: readonly Vector[] = [
  ...verificationVectors,
  ...bodyVectors,
  ...handlerVectors,
  ...connectionVectors,
];

/**
 * The conformance cases that every adapter passes: call it in a test file of Vitest, Jest or `node:test`.
 * `mount` must answer every method at its URL (`app.use`, not `app.post`), so that 405 can be seen.
 */
export function adapterContract(name: string, mount: AdapterMount, options: AdapterContractOptions = {}): void {
  const { kind = 'bare', runner = currentRunner() } = options;
  runner.describe(`${name} keeps the adapter contract (${kind})`, () => {
    for (const vector of VECTORS) {
      if (vector.kinds && !vector.kinds.includes(kind)) continue;
      runner.it(vector.name, async () => {
        const site = await openSite(mount, vector.options);
        try {
          await vector.run(site, kind);
        } finally {
          await site.close();
        }
      });
    }
  });
}
