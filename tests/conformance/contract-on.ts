import { adapterContract, remote } from '@vzaps/testing';
import { afterAll, describe, it } from 'vitest';
import { findRuntime } from './runtimes/find.ts';
import type { Runtime } from './runtimes/install.ts';
import type { Running } from './servers/process.ts';

/** The contract of `receiver.fetch`, and of Hono, on another runtime: all in one process of it. */
export function contractOn(name: string, runtime: Runtime, start: (file: string) => Promise<Running>): void {
  const file = findRuntime(runtime);
  // Left out where it is missing, and the table says so. In CI that is a failure.
  const runner = { describe: file || process.env.CI ? describe : describe.skip, it, afterAll };
  let running: Promise<Running> | undefined;
  afterAll(async () => (await running)?.close());
  const at = (path: string) =>
    remote(async () => {
      running ??= start(file ?? runtime);
      const { port } = await running;
      return { url: `http://127.0.0.1:${port}${path}`, close: async () => {} };
    });
  adapterContract(`receiver.fetch on ${name}`, at('/vzaps'), { server: runtime, runner });
  adapterContract(`Hono on ${name}`, at('/hono/vzaps'), { server: runtime, runner });
  adapterContract(`Hono behind vzapsVerify() on ${name}`, at('/hono/verified'), { server: runtime, runner });
}
