import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, onTestFinished, vi } from 'vitest';

const folder = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The folder for temporary files of all demos of a test file. The second demo finds there what tsx has compiled for the
 * first.
 */
const temporary = mkdtempSync(join(tmpdir(), 'demo-test-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true, maxRetries: 5 }));

/** Starts the demo with tsx in its own process, as `pnpm demo` does. */
export const startDemo = (args: string[], nodeOptions: string[] = []) =>
  start([...nodeOptions, 'src/start.mjs', ...args]);

/** Starts the bundle of the demo in its own process. tsx needs two CPU seconds to load the source. */
export const startBundledDemo = (args: string[]) => start(['dist/main.mjs', ...args]);

function start(args: string[]) {
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, TMPDIR: temporary, NO_COLOR: '1', FORCE_COLOR: undefined },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const exited = once(child, 'close').then(([code]) => code as number);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  return {
    output: () => output,
    prints: (text: string | RegExp) => vi.waitUntil(() => output.match(text), { timeout: 120_000, interval: 20 }),
    exited,
    stdout: child.stdout,
    folders: () => readdirSync(temporary).filter((name) => name.startsWith('vzaps-demo-')),
    kill: (signal: NodeJS.Signals) => child.kill(signal),
  };
}

/** The demo is read in terminals of 80 columns. */
export const widestLine = (output: string): number => Math.max(...output.split('\n').map((line) => [...line].length));
