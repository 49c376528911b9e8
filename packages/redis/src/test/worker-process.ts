import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface WorkerSettings {
  url: string;
  prefix: string;
  ledger: string;
  leaseMs: number;
  /** Default `leaseMs`, so that what was claimed by a worker that was killed is free as soon as its conversation. */
  handlerTimeoutMs?: number;
  attempts?: number;
}

export interface WorkerProcess {
  /** What it has written down, and those before it with the same ledger. */
  lines(): string[];
  kill(signal: 'SIGKILL' | 'SIGTERM'): void;
  /** Its exit code; `null` where a signal ended it. */
  readonly exit: Promise<number | null>;
}

export async function newLedger(): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), 'vzaps-ledger-')), 'ledger.txt');
}

export async function forget(ledger: string): Promise<void> {
  await rm(dirname(ledger), { recursive: true, force: true });
}

export function workerProcess(settings: WorkerSettings): WorkerProcess {
  const script = fileURLToPath(new URL('./worker.process.ts', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(settings)], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: 'inherit',
  });
  return {
    lines: () => (existsSync(settings.ledger) ? readFileSync(settings.ledger, 'utf8').trim().split('\n') : []),
    kill: (signal) => child.kill(signal),
    exit: once(child, 'exit').then(([code]) => code),
  };
}
