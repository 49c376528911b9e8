import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundleOf } from './bundle-worker.ts';

export interface WorkerSettings {
  url: string;
  prefix: string;
  /** The file to which the worker appends a line for each step. */
  log: string;
  leaseMs: number;
  /** Default `leaseMs`, so that the claims of a killed worker end when its conversations are taken over. */
  handlerTimeoutMs?: number;
  attempts?: number;
}

export interface WorkerProcess {
  /** The lines that this worker, and earlier ones with the same log, have written. */
  lines(): string[];
  kill(signal: 'SIGKILL' | 'SIGTERM'): void;
  /** The exit code; null when a signal ended the process. */
  readonly exit: Promise<number | null>;
}

export async function createWorkerLog(): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), 'vzaps-worker-')), 'worker.log');
}

export async function deleteWorkerLog(log: string): Promise<void> {
  await rm(dirname(log), { recursive: true, force: true });
}

/** Starts a worker in a process of its own. */
export function startWorkerProcess(settings: WorkerSettings): WorkerProcess {
  const child: ChildProcess = spawn(process.execPath, [bundleOf('worker'), JSON.stringify(settings)], {
    stdio: 'inherit',
  });
  return {
    lines: () => (existsSync(settings.log) ? readFileSync(settings.log, 'utf8').trim().split('\n') : []),
    kill: (signal) => child.kill(signal),
    exit: once(child, 'exit').then(([code]) => code),
  };
}
