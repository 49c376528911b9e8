import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Running {
  port: number;
  close(): Promise<void>;
}

/** Starts a server in a process of its own, and waits until it says its port. */
export async function startProcess(file: string, ...args: string[]): Promise<Running> {
  const child = spawn(file, args, { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  let said = '';
  child.stderr.on('data', (text) => {
    said += text;
  });
  const port = await new Promise<number>((resolve, reject) => {
    exited.then(() => reject(new Error(`${file} did not start: ${said}`)), reject);
    createInterface(child.stdout).on('line', (line) => {
      said += `${line}\n`;
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
