import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FakeVZaps } from '@vzaps/testing';
import { bundleOf } from 'test-programs';

const API_KEY = 'the right key';

const folder = fileURLToPath(new URL('../..', import.meta.url));

/** The application in its own process. */
export interface Tracker {
  readonly url: string;
  readonly port: number;
  /** The header with the API key, which get() and post() send. */
  readonly authorization: string;
  /** Everything that it has written to stdout and stderr. */
  output(): string;
  /** Resolves when the output contains the text. */
  waitForOutput(text: string): Promise<void>;
  get<T>(path: string): Promise<T>;
  post(path: string, body: unknown): Promise<Response>;
  /** Sends the signal. Resolves with the exit code. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

/**
 * Starts the bundle of the application, and waits until it prints a text. Default: until its webhook is registered.
 *
 * @throws Error with the output if the process ends instead.
 */
export async function startTracker(
  fake: FakeVZaps,
  settings: Record<string, string>,
  ready = 'VZaps delivers to',
): Promise<Tracker> {
  // Without V8's optimizing compiler for WebAssembly, the embedded database opens in two thirds of the time.
  const tracker = spawn(process.execPath, ['--liftoff-only', bundleOf(folder, 'main')], {
    cwd: folder,
    env: {
      ...process.env,
      VZAPS_BASE_URL: fake.url,
      VZAPS_CLIENT_TOKEN: fake.clientToken,
      VZAPS_CLIENT_SECRET: fake.clientSecret,
      VZAPS_INSTANCE_ID: fake.instances[0].id,
      WEBHOOK_SECRET: 'a secret of at least 32 bytes, for tests',
      PORT: '0',
      PUBLIC_URL: '',
      API_KEY,
      // Nest's logger ends coloured lines with a code, which tests do not expect.
      NO_COLOR: '1',
      REPLACE_WEBHOOK: '',
      RECOVERY_GRACE_MS: '0',
      DATABASE_URL: '',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = once(tracker, 'exit');
  const { output, waitForOutput } = collectOutput(tracker);
  await waitForOutput(ready);
  const port = Number(/Listening on port (\d+)/.exec(output())?.[1]);
  const url = `http://127.0.0.1:${port}`;
  const authorization = `Bearer ${/Bearer (\S+)/.exec(output())?.[1] ?? API_KEY}`;
  return {
    url,
    port,
    authorization,
    output,
    waitForOutput,
    get: async <T>(path: string) => (await fetch(url + path, { headers: { authorization } })).json() as Promise<T>,
    post: (path, body) =>
      fetch(url + path, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    async end(signal) {
      tracker.kill(signal);
      return (await exit)[0];
    },
  };
}

function collectOutput(tracker: ChildProcess) {
  let written = '';
  for (const stream of [tracker.stdout, tracker.stderr]) {
    stream?.on('data', (chunk) => {
      written += chunk;
      tracker.emit('written');
    });
  }
  return {
    output: () => written,
    waitForOutput: (text: string) =>
      new Promise<void>((resolve, reject) => {
        const check = () => written.includes(text) && resolve();
        // 'close' comes when the process has ended and its output was read.
        tracker.once('close', () => reject(new Error(`The application ended. Its output:\n${written}`)));
        tracker.on('written', check);
        check();
      }),
  };
}
