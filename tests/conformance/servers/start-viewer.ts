import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Running } from './process.ts';
import { startWorker } from './start-workerd.ts';

const FOLDER = join(import.meta.dirname, '../../../apps/hono');
const wrangler = readFileSync(join(FOLDER, 'wrangler.toml'), 'utf8');

/** What `wrangler.toml` says, so that nothing is tested that is not deployed. */
function told(name: string, section = ''): string {
  const [, part = ''] = wrangler.split(section, 2);
  const [, value] = new RegExp(`^${name} = "(.+)"$`, 'm').exec(section ? part : wrangler) ?? [];
  if (!value) throw new Error(`wrangler.toml tells no ${name}.`);
  return value;
}

export interface Secrets {
  WEBHOOK_SECRET: string;
  VIEWER_TOKEN: string;
}

/** Starts the viewer of `apps/hono` as Wrangler would deploy it: with its Durable Object, its files and its secrets. */
export function startViewer(file: string, secrets: Secrets): Promise<Running> {
  const className = told('class_name', '[[durable_objects.bindings]]');
  const texts = Object.entries(secrets).map(([name, text]) => `(name = "${name}", text = "${text}")`);
  return startWorker(
    file,
    join(FOLDER, told('main')),
    `
  using Workerd = import "/workerd/workerd.capnp";
  const config :Workerd.Config = (
    services = [
      (name = "viewer", worker = (
        modules = [(name = "worker", esModule = embed "worker.js")],
        compatibilityDate = "${told('compatibility_date')}",
        bindings = [
          ${texts.join(', ')},
          (name = "${told('name', '[[durable_objects.bindings]]')}", durableObjectNamespace = "${className}"),
          (name = "${told('binding', '[assets]')}", service = "files"),
        ],
        durableObjectNamespaces = [(className = "${className}", uniqueKey = "viewer", enableSql = true)],
        durableObjectStorage = (inMemory = void),
      )),
      (name = "files", disk = "${join(FOLDER, told('directory', '[assets]'))}"),
    ],
    sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "viewer")],
  );
`,
  );
}
