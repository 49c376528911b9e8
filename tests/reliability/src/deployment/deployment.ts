import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from 'test-programs';
import { onTestFinished } from 'vitest';
import { createTemporaryFolder } from '../temporary-folder.ts';
import { type ChildProcess, startProcess } from './child-process.ts';
import type { DeploymentConfig } from './deployment-config.ts';

export interface DeploymentOptions extends Partial<Omit<DeploymentConfig, 'folder' | 'port'>> {
  webs: number;
  workers?: number;
  /** The port of a slow link to Redis for the web processes. Default `redisPort`. */
  linkPort?: number;
  /** Whether a worker that ends by itself is replaced, as a supervisor does. Default `false`. */
  restartWorkers?: boolean;
}

/** The processes under test. They end with the test. */
export interface Deployment {
  folder: string;
  ports: readonly number[];
  /** Ids of the processes that were killed, or killed themselves. */
  killed: ReadonlySet<number>;
  /** Kills a process with SIGKILL, and starts another one in its place, on its port. */
  replace(kind: 'web' | 'worker', index: number): Promise<void>;
  /** Pauses a process for some milliseconds, as happens when a virtual machine is moved. */
  pause(kind: 'web' | 'worker', index: number, milliseconds: number): Promise<void>;
  /** Sets the wall clock of each process ahead or back, see `setClock()`. */
  setClocks(milliseconds: number): Promise<void>;
  /** Errors that no process may have, such as unhandled rejections. */
  processErrors(): Promise<string[]>;
}

export async function startDeployment(options: DeploymentOptions): Promise<Deployment> {
  const { webs, workers = 0, restartWorkers = false, linkPort, ...settings } = options;
  const folder = await createTemporaryFolder();
  const config = { partialWaitMs: 2_000, handlerTimeoutMs: 30_000, ...settings, folder };
  const startOne = (kind: 'web' | 'worker', port = 0): Promise<ChildProcess> =>
    startProcess(`deployment/${kind}.main`, {
      ...config,
      ...(linkPort !== undefined && kind === 'web' && { redisPort: linkPort }),
      port,
    } satisfies DeploymentConfig);
  const children = {
    web: await Promise.all(Array.from({ length: webs }, async () => startOne('web', await findFreePort()))),
    worker: await Promise.all(Array.from({ length: workers }, () => startOne('worker'))),
  };
  const all = (): ChildProcess[] => [...children.web, ...children.worker];
  const ports = children.web.map(({ ready }) => ready as number);
  const killed = new Set<number>();
  let isOver = false;
  onTestFinished(async () => {
    isOver = true;
    await Promise.all([...supervised, ...all().map((child) => child.kill())]);
  });
  async function supervise(index: number): Promise<void> {
    while (!isOver) {
      const { pid, exited } = children.worker[index] as ChildProcess;
      await exited;
      killed.add(pid);
      if (!isOver) children.worker[index] = await startOne('worker');
    }
    await children.worker[index]?.kill();
  }
  const supervised = restartWorkers ? children.worker.map((_, index) => supervise(index)) : [];
  return {
    folder,
    ports,
    killed,
    async replace(kind, index) {
      const child = children[kind][index] as ChildProcess;
      killed.add(child.pid);
      await child.kill();
      children[kind][index] = await startOne(kind, kind === 'web' ? ports[index] : 0);
    },
    async pause(kind, index, milliseconds) {
      const child = children[kind][index] as ChildProcess;
      child.signal('SIGSTOP');
      await sleep(milliseconds);
      child.signal('SIGCONT');
    },
    async setClocks(clock) {
      await Promise.all(all().map((child) => child.ask({ clock })));
    },
    processErrors: async () => ((await Promise.all(all().map((child) => child.ask({})))) as string[][]).flat(),
  };
}
