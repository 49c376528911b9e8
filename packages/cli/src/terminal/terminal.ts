import { once } from 'node:events';
import type { Writable } from 'node:stream';
import pc from 'picocolors';
import { truncate } from './truncate.ts';
import { wrap } from './wrap.ts';

type Colors = ReturnType<typeof pc.createColors>;

/** A stream that may be a screen. */
export interface OutputStream extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** What a terminal uses of `process`. */
export interface Host {
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: { readonly isTTY?: boolean };
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  cwd(): string;
  exit(code: number): void;
  once(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
}

/** Where a command reads its settings and writes its results. */
export interface Terminal {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Columns of the screen. Default: 80. */
  readonly width: number;
  /** Whether a person can answer questions. */
  readonly isInteractive: boolean;
  /** Whether messages go to a screen, which can show a progress bar. */
  readonly showsProgress: boolean;
  /** The colors of results. */
  readonly colors: Colors;
  /** The colors of messages. */
  readonly messageColors: Colors;
  readonly stderr: OutputStream;
  /** Aborts on Ctrl-C and on SIGTERM. */
  readonly signal: AbortSignal;
  /** Writes one line of results to stdout. */
  print(line: string): void;
  /** Writes a line that may be long: on a screen it is cut at the width. In a pipe it stays whole. */
  printCut(line: string): void;
  /** Writes a value to stdout as one line of JSON. */
  printJson(value: unknown): void;
  /** Writes a message to stderr, in lines that fit the width. */
  note(message: string): void;
  /** Resolves on Ctrl-C or SIGTERM. */
  interrupted(): Promise<void>;
}

export function createTerminal(host: Host): Terminal {
  const { stdout, stderr, stdin, env } = host;
  const controller = new AbortController();
  // A second Ctrl-C ends the process at once, because each listener runs only once.
  for (const name of ['SIGINT', 'SIGTERM'] as const) host.once(name, () => controller.abort());
  // The reader of a pipe may leave early, as `head` does.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    host.exit(0);
  });
  const { signal } = controller;
  const width = stdout.columns || stderr.columns || 80;
  return {
    env,
    cwd: host.cwd(),
    width,
    isInteractive: Boolean(stdin.isTTY && stderr.isTTY),
    showsProgress: Boolean(stderr.isTTY),
    colors: pc.createColors(hasColors(stdout, env)),
    messageColors: pc.createColors(hasColors(stderr, env)),
    stderr,
    signal,
    print: (line) => void stdout.write(`${line}\n`),
    printCut: (line) => void stdout.write(`${stdout.isTTY ? truncate(line, width) : line}\n`),
    printJson: (value) => void stdout.write(`${JSON.stringify(value)}\n`),
    note: (message) => void stderr.write(`${wrap(message, width)}\n`),
    interrupted: async () => {
      if (!signal.aborted) await once(signal, 'abort');
    },
  };
}

function hasColors(stream: OutputStream, { NO_COLOR, FORCE_COLOR, TERM }: NodeJS.ProcessEnv): boolean {
  if (NO_COLOR) return false;
  if (FORCE_COLOR && FORCE_COLOR !== '0') return true;
  return Boolean(stream.isTTY) && TERM !== 'dumb';
}
