import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { type IPty, spawn } from '@lydell/node-pty';
import { onTestFinished } from 'vitest';
import { CLI_BUNDLE } from './bundle-cli.ts';

export interface CliOptions {
  env?: Record<string, string>;
  /** The current folder. Default: an empty one. */
  cwd?: string;
  columns?: number;
}

export interface RunningCli {
  /** What the screen shows so far: without colors, and with one line for each line of the terminal. */
  screen(): string;
  /** Resolves when the screen shows this text. */
  shows(text: string | RegExp): Promise<void>;
  write(keys: string): void;
  kill(signal: string): void;
  readonly exitCode: Promise<number>;
}

export interface CliResult {
  screen: string;
  exitCode: number;
}

/** Runs `vzaps` in a pseudo-terminal of 80 columns, where stdout and stderr are one screen. */
export function startCli(args: readonly string[], { env, cwd, columns = 80 }: CliOptions = {}): RunningCli {
  const folder = cwd ?? mkdtempSync(join(tmpdir(), 'vzaps-cli-'));
  const pty: IPty = spawn(process.execPath, [CLI_BUNDLE, ...args], {
    cols: columns,
    rows: 60,
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, TERM: 'xterm', NO_COLOR: '1', ...env },
  });
  let output = '';
  const listeners = new Set<() => void>();
  pty.onData((data) => {
    output += data;
    for (const listener of listeners) listener();
  });
  let hasExited = false;
  const exitCode = new Promise<number>((resolve) => {
    pty.onExit(({ exitCode: code }) => {
      hasExited = true;
      for (const listener of listeners) listener();
      resolve(code);
    });
  });
  onTestFinished(() => {
    if (!hasExited) pty.kill('SIGKILL');
  });
  const screen = () => toLines(output);
  return {
    screen,
    shows: (text) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const isShown = typeof text === 'string' ? screen().includes(text) : text.test(screen());
          if (!isShown && !hasExited) return;
          listeners.delete(check);
          if (isShown) resolve();
          else reject(new Error(`The command ended and did not show ${text}:\n${screen()}`));
        };
        listeners.add(check);
        check();
      }),
    write: (keys) => pty.write(keys),
    kill: (signal) => pty.kill(signal),
    exitCode,
  };
}

/** Runs `vzaps` until it ends. */
export async function runCli(args: readonly string[], options?: CliOptions): Promise<CliResult> {
  const cli = startCli(args, options);
  const exitCode = await cli.exitCode;
  return { screen: cli.screen(), exitCode };
}

/** Removes what moves the cursor, and keeps of each line what was written last. */
function toLines(output: string): string {
  return (
    output
      .replaceAll('\r\n', '\n')
      // The sequence that moves the cursor to the first column.
      .replaceAll('\u001b[1G', '\r')
      .split('\n')
      .map((line) => stripVTControlCharacters(line.split('\r').filter(Boolean).at(-1) ?? '').trimEnd())
      .join('\n')
      .trim()
  );
}
