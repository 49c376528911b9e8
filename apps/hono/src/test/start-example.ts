import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import type { FakeVZaps } from '@vzaps/testing';
import { bundleOf } from 'test-programs';

const folder = fileURLToPath(new URL('../..', import.meta.url));

export interface Example {
  /** Everything that the process has printed. */
  output(): string;
  /** Waits until the output matches, and resolves with the match. Rejects if the process ends before. */
  prints(pattern: RegExp): Promise<RegExpExecArray>;
  /** Resolves with the exit code. */
  exited: Promise<number | null>;
  /** Sends a signal, SIGTERM by default, and resolves with the exit code. */
  end(signal?: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | null>;
}

export const SECRET = 'the test publishes its secret in the source code';

/** Starts the bundle of an example in its own process, with the settings of the fake. */
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
      VZAPS_INSTANCE_ID: fake.instances.map(({ id }) => id).join(','),
      WEBHOOK_SECRET: SECRET,
      PORT: '0',
      PUBLIC_URL: '',
      INSPECTOR_TOKEN: '',
      REPLACE_WEBHOOK: '',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  // 'close' comes after 'exit', when all output was read.
  const exited = once(child, 'close').then(([code]) => code as number | null);
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += stripVTControlCharacters(String(chunk));
    });
  }
  return {
    output: () => output,
    prints: (pattern) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          const match = pattern.exec(output);
          if (match) resolve(match);
        };
        for (const stream of [child.stdout, child.stderr]) stream.on('data', check);
        exited.then(() => reject(new Error(`The example ended without printing ${pattern}: ${output}`)));
        check();
      }),
    exited,
    end(signal = 'SIGTERM') {
      child.kill(signal);
      return exited;
    },
  };
}
