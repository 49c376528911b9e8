import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const KILL_AFTER_MS = 5_000;

export interface Application {
  /** Rejects if the application ends before it is stopped. */
  crashed: Promise<never>;
  /** Ends the application with SIGTERM, and with SIGKILL after 5 s. */
  stop(): Promise<void>;
}

/**
 * Starts an example as its README says, in its own process, and waits until it listens.
 *
 * @param signal Ends the process when it aborts.
 */
export async function startApplication(
  name: string,
  settings: Record<string, string>,
  signal?: AbortSignal,
): Promise<Application> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: fileURLToPath(new URL(`../../${name}/`, import.meta.url)),
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let isStopping = false;
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ended = exited.then(() => {
    if (!isStopping) throw new Error(`apps/${name} ended. It printed:\n${output}`);
  });
  const crashed = ended.then(() => new Promise<never>(() => {}));
  // The caller may not wait for it.
  crashed.catch(() => {});
  const stop = async (): Promise<void> => {
    isStopping = true;
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
    await exited;
    clearTimeout(timer);
  };
  signal?.addEventListener('abort', stop, { once: true });
  const listening = new Promise<void>((resolve) => {
    const collect = (chunk: Buffer): void => {
      output += chunk;
      if (output.includes('Listening on')) resolve();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
  });
  await Promise.race([listening, ended]);
  signal?.throwIfAborted();
  return { crashed, stop };
}
