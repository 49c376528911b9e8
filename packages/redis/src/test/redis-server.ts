import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

/** A Redis of one's own, with an append-only file unless told otherwise. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** A connection to it, closed with it. */
  connect(): Redis;
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
  kill(): Promise<void>;
  /** On the same port and files. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export async function redisServer(...settings: string[]): Promise<RedisServer> {
  const dir = await mkdtemp(join(tmpdir(), 'vzaps-redis-'));
  const port = await freePort();
  const connections: Redis[] = [];
  let server: ChildProcess | undefined;

  const self: RedisServer = {
    url: `redis://127.0.0.1:${port}`,
    port,
    connect() {
      const redis = new Redis(port, '127.0.0.1', { retryStrategy: () => 20 }).on('error', () => {});
      connections.push(redis);
      return redis;
    },
    signal(name) {
      server?.kill(name);
    },
    async kill() {
      if (!server || server.exitCode !== null || server.signalCode) return;
      server.kill('SIGKILL');
      await once(server, 'exit');
    },
    async start() {
      const common = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', '', '--appendonly', 'yes'];
      server = spawn('redis-server', [...common, ...settings], { stdio: 'ignore' });
      await once(server, 'spawn');
      await answering(port);
    },
    async close() {
      for (const redis of connections) redis.disconnect();
      await self.kill();
      await rm(dir, { recursive: true, force: true });
    },
  };
  await self.start();
  return self;
}

async function answering(port: number): Promise<void> {
  const redis = new Redis(port, '127.0.0.1', { retryStrategy: () => 20, maxRetriesPerRequest: null });
  redis.on('error', () => {});
  await redis.ping();
  redis.disconnect();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
