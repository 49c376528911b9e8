import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'tsdown';
import { type Running, startProcess } from './process.ts';

// No nodejs_compat: what runs here needs nothing of Node's.
const configOf = (compatibilityDate: string): string => `
  using Workerd = import "/workerd/workerd.capnp";
  const config :Workerd.Config = (
    services = [(name = "contract", worker = (
      modules = [(name = "worker", esModule = embed "worker.js")],
      compatibilityDate = "${compatibilityDate}",
    ))],
    sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "contract")],
  );
`;

/** Starts the contract's own worker. */
export function startWorkerd(file: string, compatibilityDate: string): Promise<Running> {
  return startWorker(file, join(import.meta.dirname, 'workerd.ts'), configOf(compatibilityDate));
}

/**
 * Starts workerd with a worker, which `config` embeds as `worker.js`. A worker is one file: bundled first, with the
 * conditions that Wrangler sets for a user.
 */
export async function startWorker(file: string, entry: string, config: string): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), 'vzaps-workerd-'));
  await build({
    config: false,
    cwd: dirname(entry),
    entry: { worker: entry },
    outDir: folder,
    platform: 'neutral',
    dts: false,
    logLevel: 'error',
    deps: { alwaysBundle: [/./] },
    inputOptions: { resolve: { conditionNames: ['workerd', 'worker', 'browser', 'import', 'default'] } },
  });
  const path = join(folder, 'workerd.capnp');
  await writeFile(path, config);
  const running = await startProcess(file, 'serve', path, '--control-fd=1');
  return {
    ...running,
    async close() {
      await running.close();
      await rm(folder, { recursive: true });
    },
  };
}
