import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FakeVZaps } from '@vzaps/testing';

export interface Started {
  /** Of the page, with a slash at its end. */
  url: string;
  /** What it has printed. */
  said(): string;
  /** As an operator would; resolves with the exit code. */
  stop(signal?: 'SIGTERM' | 'SIGINT'): Promise<number | null>;
}

export const SECRET = 'the test keeps its secret in the open';

/** Starts the viewer as its README says, in a process of its own, and waits until it is open. */
export async function startViewer(fake: FakeVZaps, settings: Record<string, string> = {}): Promise<Started> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: {
      ...process.env,
      VZAPS_BASE_URL: fake.url,
      VZAPS_CLIENT_TOKEN: fake.clientToken,
      VZAPS_CLIENT_SECRET: fake.clientSecret,
      VZAPS_INSTANCE_ID: fake.instances.map(({ id }) => id).join(','),
      WEBHOOK_SECRET: SECRET,
      PORT: '0',
      PUBLIC_URL: '',
      VIEWER_TOKEN: '',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const exit = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk;
      const [, open] = /Listening on[\s\S]+Open (\S+\/)/.exec(said) ?? [];
      if (open) resolve(open);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    exit.then(() => reject(new Error(`the viewer ended: ${said}`)));
  });
  return {
    url,
    said: () => said,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      const [code] = await exit;
      return code;
    },
  };
}
