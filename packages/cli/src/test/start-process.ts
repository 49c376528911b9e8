import { type IPty, spawn } from '@lydell/node-pty';
import { onTestFinished } from 'vitest';
import { CLI_BUNDLE } from './bundle-cli.ts';
import { createEmptyFolder } from './empty-folder.ts';
import type { CliOptions } from './run-cli.ts';
import { type RunningCli, Screen } from './screen.ts';

export interface CliProcess extends RunningCli {
  write(keys: string): void;
  kill(signal: string): void;
}

/** Runs `vzaps` as a process in a pseudo-terminal of 80 columns. */
export function startProcess(args: readonly string[], { env, cwd, columns = 80 }: CliOptions = {}): CliProcess {
  const folder = cwd ?? createEmptyFolder();
  const screen = new Screen();
  const pty: IPty = spawn(process.execPath, [CLI_BUNDLE, ...args], {
    cols: columns,
    rows: 60,
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, TERM: 'xterm', NO_COLOR: '1', ...env },
  });
  pty.onData((data) => screen.write(data));
  const exitCode = new Promise<number>((resolve) => {
    pty.onExit(({ exitCode: code }) => {
      screen.end();
      resolve(code);
    });
  });
  onTestFinished(async () => {
    if (!screen.hasEnded) pty.kill('SIGKILL');
    await exitCode;
  });
  return {
    screen: () => screen.text(),
    shows: (text) => screen.shows(text),
    write: (keys) => pty.write(keys),
    interrupt: () => pty.write('\u0003'),
    kill: (signal) => pty.kill(signal),
    exitCode,
  };
}
