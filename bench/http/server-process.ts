import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

const START = 'start-server';

/**
 * Runs a server in a process of its own, so that its CPU time does not contain that of the sender.
 *
 * @param bundle The file that runs, which calls `serveIfAsked`.
 */
export class ServerProcess {
  readonly port: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
  }

  static async start(bundle: string, name: string): Promise<ServerProcess> {
    const child = fork(bundle, [START, name]);
    const [port] = await once(child, 'message');
    return new ServerProcess(child, port as number);
  }

  /** CPU time since the start of the process, in microseconds. */
  async cpuTime(): Promise<number> {
    this.#child.send('cpu');
    const [{ user, system }] = (await once(this.#child, 'message')) as [NodeJS.CpuUsage];
    return user + system;
  }

  stop(): void {
    this.#child.disconnect();
  }
}

/** In the process of a server: starts the server, sends its port, and answers with the CPU time. */
export async function serveIfAsked(start: (name: string) => Promise<number>): Promise<boolean> {
  const [, , command, name = ''] = process.argv;
  if (command !== START) return false;
  const port = await start(name);
  process.on('message', () => process.send?.(process.cpuUsage()));
  process.on('disconnect', () => process.exit());
  process.send?.(port);
  return true;
}
