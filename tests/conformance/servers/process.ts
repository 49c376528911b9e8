import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface RunningServer {
  port: number;
  /** Kills the process. */
  close(): Promise<void>;
}

/** Starts a server in its own process, and waits until it prints `"port":<number>`. */
export async function startProcess(file: string, ...args: string[]): Promise<RunningServer> {
  const child = spawn(file, args, { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  let output = '';
  child.stderr.on('data', (text) => {
    output += text;
  });
  const port = await new Promise<number>((resolve, reject) => {
    exited.then(() => reject(new Error(`${file} did not start: ${output}`)), reject);
    createInterface(child.stdout).on('line', (line) => {
      output += `${line}\n`;
      const [, found] = /"port":(\d+)/.exec(line) ?? [];
      if (found) resolve(Number(found));
    });
  });
  return {
    port,
    async close() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
