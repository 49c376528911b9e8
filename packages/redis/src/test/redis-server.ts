import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

/** A Redis of one's own, with an append-only file unless told otherwise. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** A connection to it, closed with it; what is asked while it is down waits. */
  connect(): Redis;
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
  kill(): Promise<void>;
  /** On the same port and files. */
  start(): Promise<void>;
  close(): Promise<void>;
}

const patient = { retryStrategy: () => 20, maxRetriesPerRequest: null };

export async function redisServer(...settings: string[]): Promise<RedisServer> {
  const dir = await mkdtemp(join(tmpdir(), 'vzaps-redis-'));
  const connections: Redis[] = [];
  let server: ChildProcess | undefined;

  const startOn = async (port: number): Promise<boolean> => {
    // It writes before it answers, so that killed it loses nothing, and nobody waits for a slow disk.
    const durable = ['--save', '', '--appendonly', 'yes', '--appendfsync', 'no'];
    const place = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir];
    server = spawn('redis-server', [...place, ...durable, ...settings], { stdio: 'ignore' });
    await once(server, 'spawn');
    return answering(server, port);
  };
  const kill = async (): Promise<void> => {
    if (!server || server.exitCode !== null || server.signalCode) return;
    server.kill('SIGKILL');
    await once(server, 'exit');
  };

  let port = somePort();
  for (let tries = 1; !(await startOn(port)); tries += 1) {
    if (tries === 10) throw new Error('redis-server does not start');
    port = somePort();
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    connect() {
      const redis = new Redis(port, '127.0.0.1', patient).on('error', () => {});
      connections.push(redis);
      return redis;
    },
    signal(name) {
      server?.kill(name);
    },
    kill,
    async start() {
      if (!(await startOn(port))) throw new Error('redis-server does not start again');
    },
    async close() {
      for (const redis of connections) redis.disconnect();
      await kill();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Waits until this very process answers; `false` where it ends instead, because somebody else has its port. */
async function answering(server: ChildProcess, port: number): Promise<boolean> {
  const redis = new Redis(port, '127.0.0.1', patient).on('error', () => {});
  const itself = async (): Promise<boolean> => {
    while (!(await redis.info('server')).includes(`process_id:${server.pid}\r\n`));
    await redis.quit();
    return true;
  };
  try {
    return await Promise.race([itself(), once(server, 'exit').then(() => false)]);
  } finally {
    redis.disconnect();
  }
}

/**
 * Below those that the system gives away by itself, for a cluster's second one (10 000 above) too: nobody takes it
 * while the server is down.
 */
function somePort(): number {
  return randomInt(10_000, 22_000);
}
