import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

/** A Redis process of one test or test file, with an append-only file unless the settings say otherwise. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** Opens a connection that waits while Redis is down. `close` ends it. */
  connect(): Redis;
  /** Changes a setting while Redis runs, like `CONFIG SET`. */
  set(name: string, value: string): Promise<void>;
  /** SIGSTOP: Redis answers no command. SIGCONT: it answers again. */
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Starts Redis again, with the same port and files. */
  start(): Promise<void>;
  /** Kills Redis and deletes its files. */
  close(): Promise<void>;
}

const RETRYING = { retryStrategy: () => 20, maxRetriesPerRequest: null };

/** @param settings Command line options of redis-server: `'--appendfsync', 'always'`. */
export async function startRedisServer(...settings: string[]): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), 'vzaps-redis-'));
  const connections: Redis[] = [];
  let server: ChildProcess | undefined;

  const startOn = async (port: number): Promise<boolean> => {
    // Redis writes each command to its file before it replies, so a kill loses nothing. It does not wait for the disk.
    const durable = ['--save', '', '--appendonly', 'yes', '--appendfsync', 'no'];
    const place = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
    server = spawn('redis-server', [...place, ...durable, ...settings], { stdio: 'ignore' });
    await once(server, 'spawn');
    return waitForReply(server, port);
  };
  const stop = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    if (!server || server.exitCode !== null || server.signalCode) return;
    const exit = once(server, 'exit');
    server.kill(signal);
    await exit;
  };

  let port = randomPort();
  for (let attempt = 1; !(await startOn(port)); attempt += 1) {
    if (attempt === 10) throw new Error('redis-server does not start.');
    port = randomPort();
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    connect() {
      const redis = new Redis(port, '127.0.0.1', RETRYING).on('error', () => {});
      connections.push(redis);
      return redis;
    },
    async set(name, value) {
      const redis = new Redis(port, '127.0.0.1', RETRYING).on('error', () => {});
      await redis.config('SET', name, value);
      redis.disconnect();
    },
    signal(name) {
      server?.kill(name);
    },
    stop,
    async start() {
      if (!(await startOn(port))) throw new Error('redis-server does not start again.');
    },
    async close() {
      for (const redis of connections) redis.disconnect();
      await stop('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until this process replies. Resolves with false when it ends instead, because its port is in use. */
async function waitForReply(server: ChildProcess, port: number): Promise<boolean> {
  const redis = new Redis(port, '127.0.0.1', RETRYING).on('error', () => {});
  const reply = async (): Promise<boolean> => {
    while (!(await redis.info('server')).includes(`process_id:${server.pid}\r\n`));
    await redis.quit();
    return true;
  };
  try {
    return await Promise.race([reply(), once(server, 'exit').then(() => false)]);
  } finally {
    redis.disconnect();
  }
}

/**
 * A port below the range from which the system assigns ports, also for the second port of a cluster node (10 000 above). No
 * other process takes it while Redis is down.
 */
function randomPort(): number {
  return randomInt(10_000, 22_000);
}
