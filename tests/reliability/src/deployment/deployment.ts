import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { createTemporaryFolder } from '../temporary-folder.ts';
import { type ChildProcess, startProcess } from './child-process.ts';
import type { DeploymentConfig } from './deployment-config.ts';

export interface DeploymentOptions extends Partial<Omit<DeploymentConfig, 'folder' | 'port'>> {
  webs: number;
  workers?: number;
}

/** The processes under test. They end with the test. */
export interface Deployment {
  folder: string;
  ports: readonly number[];
  /** Ids of the processes that were killed. */
  killed: ReadonlySet<number>;
  /** Kills a process with SIGKILL, and starts another one in its place, on its port. */
  replace(kind: 'web' | 'worker', index: number): Promise<void>;
  /** Pauses a process for some milliseconds, as happens when a virtual machine is moved. */
  pause(kind: 'web' | 'worker', index: number, milliseconds: number): Promise<void>;
  /** Errors that no process may have, such as unhandled rejections. */
  processErrors(): Promise<string[]>;
}

export async function startDeployment({ webs, workers = 0, ...settings }: DeploymentOptions): Promise<Deployment> {
  const folder = await createTemporaryFolder();
  const config = { partialWaitMs: 2_000, handlerTimeoutMs: 30_000, ...settings, folder };
  const startOne = (kind: 'web' | 'worker', port = 0): Promise<ChildProcess> =>
    startProcess(`deployment/${kind}.main`, { ...config, port } satisfies DeploymentConfig);
  const children = {
    web: await Promise.all(Array.from({ length: webs }, () => startOne('web'))),
    worker: await Promise.all(Array.from({ length: workers }, () => startOne('worker'))),
  };
  const all = (): ChildProcess[] => [...children.web, ...children.worker];
  const ports = children.web.map(({ ready }) => ready as number);
  const killed = new Set<number>();
  onTestFinished(async () => {
    await Promise.all(all().map((child) => child.kill()));
  });
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
    processErrors: async () => ((await Promise.all(all().map((child) => child.ask({})))) as string[][]).flat(),
  };
}
