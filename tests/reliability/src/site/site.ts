import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { scratchFolder } from '../scratch-folder.ts';
import { type Child, start } from './process.ts';
import type { SiteConfig } from './site-config.ts';

export interface SiteOptions extends Partial<Omit<SiteConfig, 'folder' | 'port'>> {
  webs: number;
  workers?: number;
}

/** The processes under test. They end with the test. */
export interface Site {
  folder: string;
  ports: readonly number[];
  /** Processes that were killed, by id. */
  killed: ReadonlySet<number>;
  /** Kills one of them, -9, and starts another in its place, on its port. */
  replace(kind: 'web' | 'worker', index: number): Promise<void>;
  /** Lets one of them stand still for so many milliseconds, as a machine does that is moved. */
  freeze(kind: 'web' | 'worker', index: number, milliseconds: number): Promise<void>;
  /** What went wrong inside of them that nobody should ever see. */
  trouble(): Promise<string[]>;
}

export async function startSite({ webs, workers = 0, ...settings }: SiteOptions): Promise<Site> {
  const folder = await scratchFolder();
  const config = { partialWaitMs: 2_000, handlerTimeoutMs: 30_000, ...settings, folder };
  const startOne = (kind: 'web' | 'worker', port = 0): Promise<Child> =>
    start(`site/${kind}.main`, { ...config, port } satisfies SiteConfig);
  const children = {
    web: await Promise.all(Array.from({ length: webs }, () => startOne('web'))),
    worker: await Promise.all(Array.from({ length: workers }, () => startOne('worker'))),
  };
  const all = (): Child[] => [...children.web, ...children.worker];
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
      const child = children[kind][index] as Child;
      killed.add(child.pid);
      await child.kill();
      children[kind][index] = await startOne(kind, kind === 'web' ? ports[index] : 0);
    },
    async freeze(kind, index, milliseconds) {
      const child = children[kind][index] as Child;
      child.signal('SIGSTOP');
      await sleep(milliseconds);
      child.signal('SIGCONT');
    },
    trouble: async () => ((await Promise.all(all().map((child) => child.ask({})))) as string[][]).flat(),
  };
}
