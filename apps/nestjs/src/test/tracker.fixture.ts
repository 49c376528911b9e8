import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FakeVZaps } from '@vzaps/testing';

const folder = fileURLToPath(new URL('../..', import.meta.url));

/** The tracker in a process of its own. */
export interface Tracker {
  readonly url: string;
  readonly port: number;
  /** All that it has written. */
  said(): string;
  /** Resolves when it has written this. */
  says(text: string): Promise<void>;
  get<T>(path: string): Promise<T>;
  post(path: string, body: unknown): Promise<Response>;
  /** @returns its exit code. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

/**
 * Starts it, and waits until it listens.
 *
 * @throws Error with what it said, if it ends instead.
 */
export async function startTracker(fake: FakeVZaps, settings: Record<string, string>): Promise<Tracker> {
  const tracker = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: folder,
    env: {
      ...process.env,
      VZAPS_BASE_URL: fake.url,
      VZAPS_CLIENT_TOKEN: fake.clientToken,
      VZAPS_CLIENT_SECRET: fake.clientSecret,
      VZAPS_INSTANCE_ID: fake.instances[0].id,
      WEBHOOK_SECRET: 'the test keeps its secret in the open',
      PORT: '0',
      PUBLIC_URL: '',
      API_KEY: '',
      DATABASE_URL: '',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = once(tracker, 'exit');
  const { said, says } = listenTo(tracker);
  await says('Listening on');
  const port = Number(/Listening on port (\d+)/.exec(said())?.[1]);
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    said,
    says,
    get: async <T>(path: string) => (await fetch(url + path)).json() as Promise<T>,
    post: (path, body) =>
      fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    async end(signal) {
      tracker.kill(signal);
      return (await exit)[0];
    },
  };
}

function listenTo(tracker: ChildProcess) {
  let said = '';
  for (const stream of [tracker.stdout, tracker.stderr]) {
    stream?.on('data', (chunk) => {
      said += chunk;
      tracker.emit('said');
    });
  }
  return {
    said: () => said,
    says: (text: string) =>
      new Promise<void>((resolve, reject) => {
        const look = () => said.includes(text) && resolve();
        // When it has ended and all is read.
        tracker.once('close', () => reject(new Error(`The tracker ended. It said:\n${said}`)));
        tracker.on('said', look);
        look();
      }),
  };
}
