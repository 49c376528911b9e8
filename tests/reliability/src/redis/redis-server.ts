import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Redis } from 'ioredis';
import { describe, onTestFinished } from 'vitest';
import { scratchFolder } from '../scratch-folder.ts';

/** A Redis of our own. It is gone, with its files, after the test. */
export interface RedisServer {
  port: number;
  /** Changes a setting while it runs. */
  set(name: string, value: string): Promise<void>;
  /** Makes it answer nobody, and lets it answer again. */
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
  stop(how: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** On the same port and files. */
  start(): Promise<void>;
}

const there = ((): boolean => {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
if (!there)
  process.stdout.write('\n[reliability] Left out: what needs Redis. `apt-get install redis-server` gets it.\n');

/** Without Redis these fail in CI, and are left out elsewhere. */
export const describeWithRedis = describe.skipIf(!there && !process.env.CI);

/**
 * Every write is on the disk before it is answered (`appendfsync always`): what is tested is that we lose nothing that
 * Redis has promised to keep, not how much of the last second Redis itself may lose (`everysec`).
 */
export async function startRedis(): Promise<RedisServer> {
  const folder = await scratchFolder();
  const port = await freePort();
  const settings = { port, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'yes', appendfsync: 'always' };
  const given = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  let server: ChildProcess;

  const self: RedisServer = {
    port,
    async set(name, value) {
      const redis = connect(port);
      await redis.config('SET', name, value);
      redis.disconnect();
    },
    signal: (name) => void server.kill(name),
    async stop(how) {
      if (server.exitCode !== null || server.signalCode) return;
      const gone = once(server, 'exit');
      server.kill(how);
      await gone;
    },
    async start() {
      server = spawn('redis-server', given, { stdio: 'ignore' });
      await once(server, 'spawn');
      const redis = connect(port);
      await redis.ping();
      redis.disconnect();
    },
  };
  await self.start();
  onTestFinished(() => self.stop('SIGKILL'));
  return self;
}

/** Waits for as long as it takes. */
function connect(port: number): Redis {
  return new Redis(port, '127.0.0.1', { retryStrategy: () => 20, maxRetriesPerRequest: null }).on('error', () => {});
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
