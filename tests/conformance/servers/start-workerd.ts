import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'tsdown';
import { type RunningServer, startProcess } from './process.ts';

// Without nodejs_compat: the packages need no API of Node on workerd.
const createConfig = (compatibilityDate: string): string => `
  using Workerd = import "/workerd/workerd.capnp";
  const config :Workerd.Config = (
    services = [
      (name = "contract", worker = (
        modules = [(name = "worker", esModule = embed "worker.js")],
        compatibilityDate = "${compatibilityDate}",
      )),
      # The servers of the tests have private addresses, which workerd refuses unless they are allowed.
      (name = "internet", network = (allow = ["public", "private"])),
    ],
    sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "contract")],
  );
`;

/** Starts the worker of the adapter contract. */
export function startWorkerd(file: string, compatibilityDate: string): Promise<RunningServer> {
  return startWorker(file, join(import.meta.dirname, 'workerd.ts'), createConfig(compatibilityDate));
}

/**
 * Starts workerd with a worker, which `config` embeds as `worker.js`. Bundles the worker into one file first, with the
 * export conditions that Wrangler uses.
 */
export async function startWorker(file: string, entry: string, config: string): Promise<RunningServer> {
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
  const server = await startProcess(file, 'serve', path, '--control-fd=1');
  return {
    ...server,
    async close() {
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}
