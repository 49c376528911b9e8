import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Child {
  pid: number;
  /** What it said when it was ready, such as its port. */
  ready: unknown;
  /** Asks, and resolves with the answer. One question at a time. */
  ask(question: object): Promise<unknown>;
  /** Stands still, and goes on. */
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
  /** With -9. */
  kill(): Promise<void>;
}

const FOLDER = fileURLToPath(new URL('../..', import.meta.url));

/** Starts a program of the suite, `site/web.main`, in a process of its own. A crash fails the next question. */
export async function start(program: string, config: object, flags: readonly string[] = []): Promise<Child> {
  const child = fork(`dist/${program}.mjs`, [JSON.stringify(config)], {
    cwd: FOLDER,
    execArgv: [...flags],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exit = once(child, 'exit');
  const answer = (): Promise<unknown> =>
    Promise.race([
      once(child, 'message').then(([message]) => message),
      exit.then(([code, signal]) => Promise.reject(new Error(`${program} ended with ${signal ?? code}.`))),
    ]);
  const { ready } = (await answer()) as { ready: unknown };
  return {
    pid: child.pid as number,
    ready,
    async ask(question) {
      child.send(question);
      return ((await answer()) as { answer: unknown }).answer;
    },
    signal: (name) => void child.kill(name),
    async kill() {
      child.kill('SIGKILL');
      await exit;
    },
  };
}
