import { adapterContract, remote } from '@vzaps/testing';
import { afterAll, describe, it } from 'vitest';
import { findRuntime } from './runtimes/find.ts';
import type { Runtime } from './runtimes/install.ts';
import type { RunningServer } from './servers/process.ts';

/**
 * Tests `receiver.fetch` and Hono on another runtime. One process serves all mounts. If the runtime is missing, the
 * tests are skipped and the table at the end says so; in CI they fail.
 */
export function testContractOn(name: string, runtime: Runtime, start: (file: string) => Promise<RunningServer>): void {
  const file = findRuntime(runtime);
  const runner = { describe: file || process.env.CI ? describe : describe.skip, it, afterAll };
  let server: Promise<RunningServer> | undefined;
  afterAll(async () => (await server)?.close());
  const mountAt = (path: string) =>
    remote(async () => {
      server ??= start(file ?? runtime);
      const { port } = await server;
      return { url: `http://127.0.0.1:${port}${path}`, close: async () => {} };
    });
  adapterContract(`receiver.fetch on ${name}`, mountAt('/vzaps'), { server: runtime, runner });
  adapterContract(`Hono on ${name}`, mountAt('/hono/vzaps'), { server: runtime, runner });
  adapterContract(`Hono behind vzapsVerify() on ${name}`, mountAt('/hono/verified'), { server: runtime, runner });
}
