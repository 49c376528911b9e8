import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningServer } from './process.ts';
import { startWorker } from './start-workerd.ts';

const FOLDER = join(import.meta.dirname, '../../../apps/hono');
const wrangler = readFileSync(join(FOLDER, 'wrangler.toml'), 'utf8');

/** Reads a value of `wrangler.toml`, so that the test runs with the settings of a deployment. */
function readSetting(name: string, section = ''): string {
  const [, part = ''] = wrangler.split(section, 2);
  const [, value] = new RegExp(`^${name} = "(.+)"$`, 'm').exec(section ? part : wrangler) ?? [];
  if (!value) throw new Error(`wrangler.toml has no value for ${name}.`);
  return value;
}

export interface Secrets {
  WEBHOOK_SECRET: string;
  INSPECTOR_TOKEN: string;
}

/** Starts `apps/hono` as Wrangler deploys it: with its Durable Object and its secrets. */
export function startInspector(file: string, secrets: Secrets): Promise<RunningServer> {
  const className = readSetting('class_name', '[[durable_objects.bindings]]');
  const texts = Object.entries(secrets).map(([name, text]) => `(name = "${name}", text = "${text}")`);
  return startWorker(
    file,
    join(FOLDER, readSetting('main')),
    `
  using Workerd = import "/workerd/workerd.capnp";
  const config :Workerd.Config = (
    services = [
      (name = "inspector", worker = (
        modules = [(name = "worker", esModule = embed "worker.js")],
        compatibilityDate = "${readSetting('compatibility_date')}",
        bindings = [
          ${texts.join(', ')},
          (name = "${readSetting('name', '[[durable_objects.bindings]]')}", durableObjectNamespace = "${className}"),
        ],
        durableObjectNamespaces = [(className = "${className}", uniqueKey = "inspector", enableSql = true)],
        durableObjectStorage = (inMemory = void),
      )),
    ],
    sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "inspector")],
  );
`,
  );
}
