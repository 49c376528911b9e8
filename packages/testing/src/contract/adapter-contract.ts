import { bringUp, type DrivenStage } from './driver/harness-client.ts';
import { runVector } from './driver/run-vector.ts';
import { type AdapterMount, type MountOptions, type RemoteMount, traitsOf } from './mount.ts';
import { currentRunner, type TestRunner } from './runner.ts';
import { VECTORS } from './vectors/index.ts';

export interface AdapterContractOptions extends MountOptions {
  /** Default: the runner that is running. */
  runner?: TestRunner;
}

/**
 * The conformance cases that every adapter passes: call it in a test file of Vitest, Jest or `node:test`.
 * `mount` starts a server once, for all of them; use `remote()` for one in another runtime.
 */
export function adapterContract(
  name: string,
  mount: AdapterMount | RemoteMount,
  options: AdapterContractOptions = {},
): void {
  const { kind = 'bare', methods = 'all', runner = currentRunner() } = options;
  const traits = traitsOf(options);
  const after = runner.afterAll ?? runner.after;
  runner.describe(`${name} keeps the adapter contract (${methods === 'post' ? `${kind}, post only` : kind})`, () => {
    let shared: Promise<DrivenStage> | undefined;
    after?.(async () => (await shared)?.mounted.close());
    for (const vector of VECTORS) {
      runner.it(vector.name, async () => {
        if (after) {
          shared ??= bringUp(mount);
          return runVector(vector, await shared, traits);
        }
        const own = await bringUp(mount);
        await runVector(vector, own, traits).finally(() => own.mounted.close());
      });
    }
  });
}
