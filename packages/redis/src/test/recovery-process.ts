import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { RecoveryProgress } from '@vzaps/core/client';
import { bundleOf } from './bundle-worker.ts';

export interface RecoverySettings {
  redisUrl: string;
  prefix: string;
  instanceId: string;
  baseUrl: string;
  clientToken: string;
  clientSecret: string;
}

export interface RecoveryProcess {
  readonly progress: RecoveryProgress[];
  /** How many rounds failed. */
  readonly errors: number;
  kill(): Promise<void>;
}

/** Starts a recovery in a process of its own, with a round every 50 milliseconds. */
export function startRecoveryProcess(settings: RecoverySettings): RecoveryProcess {
  const child: ChildProcess = fork(bundleOf('recovery'), [JSON.stringify(settings)]);
  const progress: RecoveryProgress[] = [];
  let errors = 0;
  child.on('message', (message: RecoveryProgress | 'error') => {
    if (message === 'error') errors += 1;
    else progress.push(message);
  });
  return {
    progress,
    get errors() {
      return errors;
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
