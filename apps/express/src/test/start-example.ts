import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import type { FakeVZaps } from '@vzaps/testing';
import { bundleOf } from 'test-programs';
import { onTestFinished, vi } from 'vitest';

const folder = fileURLToPath(new URL('../..', import.meta.url));

export interface Example {
  /** Everything that the process has printed. */
  output(): string;
  /** Waits until the process prints a text. Rejects if the process ends without it. */
  prints(text: string): Promise<void>;
  /** Resolves with the exit code. */
  exited: Promise<number | null>;
  /** Sends a signal, and resolves with the exit code. */
  end(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

/** Starts the bundle of an example in its own process, with the settings of the fake. It is killed when the test ends. */
export function startExample(
  name: 'main' | 'minimal',
  fake: FakeVZaps,
  settings: Record<string, string> = {},
): Example {
  const child = spawn(process.execPath, [bundleOf(folder, name)], {
    cwd: folder,
    env: {
      ...process.env,
      VZAPS_BASE_URL: fake.url,
      VZAPS_CLIENT_TOKEN: fake.clientToken,
      VZAPS_CLIENT_SECRET: fake.clientSecret,
      VZAPS_INSTANCE_ID: fake.instances[0].id,
      WEBHOOK_SECRET: 'the test publishes its secret in the source code',
      PORT: '0',
      PUBLIC_URL: '',
      REPLACE_WEBHOOK: '',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      printed += stripVTControlCharacters(String(chunk));
    });
  }
  // 'close' comes after 'exit', when all output was read.
  const closed = once(child, 'close');
  const exited = closed.then(([code]) => code as number | null);
  let isClosed = false;
  exited.then(() => {
    isClosed = true;
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return {
    output: () => printed,
    async prints(text) {
      await vi.waitUntil(() => printed.includes(text) || isClosed, { timeout: 50_000, interval: 20 });
      if (!printed.includes(text)) throw new Error(`The example ended without printing '${text}': ${printed}`);
    },
    exited,
    end(signal) {
      child.kill(signal);
      return exited;
    },
  };
}
