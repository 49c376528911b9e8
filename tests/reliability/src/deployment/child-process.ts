import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { bundleOf } from 'test-programs';

export interface ChildProcess {
  pid: number;
  /** What the process sent when it was ready, such as its port. */
  ready: unknown;
  /** Sends a request and resolves with the answer. One request at a time. */
  ask(request: object): Promise<unknown>;
  /** SIGSTOP pauses the process, SIGCONT continues it, SIGTERM asks it to end. */
  signal(name: 'SIGSTOP' | 'SIGCONT' | 'SIGTERM'): void;
  /** Resolves with the exit code when the process has ended; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** Sends SIGTERM, and waits until the process has ended by itself. */
  end(): Promise<void>;
  /** Ends the process with SIGKILL. */
  kill(): Promise<void>;
}

const FOLDER = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Starts a program of the suite, such as `deployment/web.main`, in a process of its own. If the process crashes, the next
 * `ask` rejects.
 */
export async function startProcess(
  program: string,
  config: object,
  flags: readonly string[] = [],
): Promise<ChildProcess> {
  const child = fork(bundleOf(FOLDER, program), [JSON.stringify(config)], {
    cwd: FOLDER,
    execArgv: [...flags],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exit = once(child, 'exit');
  const nextMessage = (): Promise<unknown> =>
    Promise.race([
      once(child, 'message').then(([message]) => message),
      exit.then(([code, signal]) => Promise.reject(new Error(`${program} ended with ${signal ?? code}.`))),
    ]);
  const { ready } = (await nextMessage()) as { ready: unknown };
  return {
    pid: child.pid as number,
    ready,
    async ask(request) {
      child.send(request);
      return ((await nextMessage()) as { answer: unknown }).answer;
    },
    signal: (name) => void child.kill(name),
    exited: exit.then(([code]) => code),
    async end() {
      child.kill('SIGTERM');
      await exit;
    },
    async kill() {
      child.kill('SIGKILL');
      await exit;
    },
  };
}
