import { EventEmitter } from 'node:events';
import { Writable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { run } from '../run.ts';
import { createTerminal } from '../terminal/terminal.ts';
import { createEmptyFolder } from './empty-folder.ts';
import { type RunningCli, Screen } from './screen.ts';

export interface CliOptions {
  env?: Record<string, string>;
  /** The current folder. Default: an empty one. */
  cwd?: string;
  columns?: number;
}

export interface CliResult {
  screen: string;
  exitCode: number;
}

/**
 * Runs `vzaps` in this process, on a screen of 80 columns. Starting a process for each command would take most of the time
 * of these tests. Tests of keys, of signals and of the end of the process use `startProcess`.
 */
export function startCli(args: readonly string[], { env, cwd, columns = 80 }: CliOptions = {}): RunningCli {
  const screen = new Screen();
  const stream = () =>
    Object.assign(
      new Writable({
        decodeStrings: false,
        write(chunk, _encoding, done) {
          screen.write(String(chunk));
          done();
        },
      }),
      { isTTY: true, columns },
    );
  const folder = cwd ?? createEmptyFolder();
  const host = Object.assign(new EventEmitter(), {
    env: { XDG_STATE_HOME: folder, TERM: 'xterm', NO_COLOR: '1', ...env },
    stdin: { isTTY: true },
    stdout: stream(),
    stderr: stream(),
    cwd: () => folder,
    exit: () => {},
  });
  const interrupt = () => {
    // A terminal writes this, too.
    screen.write('^C');
    host.emit('SIGINT');
  };
  const exitCode = run(args, createTerminal(host)).finally(() => screen.end());
  onTestFinished(async () => {
    if (!screen.hasEnded) interrupt();
    await exitCode;
  });
  return { screen: () => screen.text(), shows: (text) => screen.shows(text), interrupt, exitCode };
}

/** Runs `vzaps` in this process until it ends. */
export async function runCli(args: readonly string[], options?: CliOptions): Promise<CliResult> {
  const cli = startCli(args, options);
  const exitCode = await cli.exitCode;
  return { screen: cli.screen(), exitCode };
}
