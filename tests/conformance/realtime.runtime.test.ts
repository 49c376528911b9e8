/** Tests `createRealtime()` on other runtimes, against the fake. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createFakeVZaps, samplePayload } from '@vzaps/testing';
import { expect, it, onTestFinished } from 'vitest';
import { findRuntime } from './runtimes/find.ts';
import type { Runtime } from './runtimes/install.ts';
import type { RealtimeSettings } from './servers/run-realtime.ts';
import { startWorker } from './servers/start-workerd.ts';

const run = promisify(execFile);
const program = join(import.meta.dirname, 'servers/realtime.ts');

const WORKERD_CONFIG = `
  using Workerd = import "/workerd/workerd.capnp";
  const config :Workerd.Config = (
    services = [
      (name = "realtime", worker = (
        modules = [(name = "worker", esModule = embed "worker.js")],
        compatibilityDate = "2026-11-01",
      )),
      (name = "internet", network = (allow = ["public", "private"])),
    ],
    sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "realtime")],
  );
`;

async function runOnWorkerd(file: string, settings: RealtimeSettings): Promise<unknown> {
  const server = await startWorker(file, join(import.meta.dirname, 'servers/realtime-worker.ts'), WORKERD_CONFIG);
  onTestFinished(server.close);
  const url = `http://127.0.0.1:${server.port}/`;
  return (await fetch(url, { method: 'POST', body: JSON.stringify(settings) })).json();
}

const runAsProcess =
  (...args: string[]) =>
  async (file: string, settings: RealtimeSettings): Promise<unknown> => {
    const { stdout } = await run(file, [...args, program, JSON.stringify(settings)], {
      cwd: import.meta.dirname,
      timeout: 50_000,
    });
    return JSON.parse(stdout);
  };

/** `canPing`: a quiet connection stays open, because VZaps answers pings. Without pings it is replaced. */
const RUNTIMES: { name: Runtime; canPing: boolean; execute: ReturnType<typeof runAsProcess> }[] = [
  { name: 'bun', canPing: true, execute: runAsProcess('run') },
  { name: 'deno', canPing: false, execute: runAsProcess('run', '-A') },
  { name: 'workerd', canPing: false, execute: runOnWorkerd },
];

for (const { name, canPing, execute } of RUNTIMES) {
  const file = findRuntime(name);
  // In CI a missing runtime is a failure.
  it.skipIf(!file && !process.env.CI)(
    `realtime on ${name} sends its credentials in headers and acknowledges`,
    async () => {
      const fake = await createFakeVZaps();
      onTestFinished(fake.close);
      const { id: instanceId } = fake.instances[0];
      const eventId = fake.realtime.emit(instanceId, samplePayload('Message', { text: 'olá 😀' }));
      const { url: baseUrl, realtimeUrl, clientToken, clientSecret } = fake;
      const settings = { baseUrl, realtimeUrl, clientToken, clientSecret, instanceId };
      const result = (await execute(file ?? name, settings)) as { connections: number };
      expect(result).toMatchObject({ state: 'open', received: 'olá 😀', refused: 'PERMISSION_DENIED' });
      if (canPing) expect(result.connections).toBe(1);
      else expect(result.connections).toBeGreaterThan(1);
      expect(fake.realtime.acked(instanceId)).toEqual([eventId]);
      const { connections } = fake.realtime;
      expect(connections.every(({ credentials }) => credentials === 'headers')).toBe(true);
      expect(connections.every(({ open }) => !open)).toBe(true);
    },
  );
}
