import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Application {
  /** Settles, with an error, if the application ends before it is stopped. */
  ended: Promise<never>;
  stop(): Promise<void>;
}

/** Starts an example as its own README says, in a process of its own, and waits until it says that it listens. */
export async function startApplication(name: string, settings: Record<string, string>): Promise<Application> {
  const folder = fileURLToPath(new URL(`../../${name}/`, import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: folder,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let stopping = false;
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ended = exit.then(() => {
    if (stopping) return new Promise<never>(() => {});
    throw new Error(`apps/${name} ended by itself. It said:\n${said}`);
  });
  // Whoever waits for the application learns of its end; nobody need be waiting.
  ended.catch(() => {});
  const listening = new Promise<void>((resolve) => {
    const hear = (chunk: Buffer): void => {
      said += chunk;
      if (said.includes('Listening on')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
  });
  await Promise.race([listening, ended]);
  return {
    ended,
    async stop() {
      stopping = true;
      child.kill('SIGTERM');
      await exit;
    },
  };
}
