import { createHash } from 'node:crypto';
import { joinWrites } from './join-writes.ts';

/** The commands that this package uses on your connection. An ioredis instance of version 5 or 6 has them: single, Sentinel or Cluster. */
export interface RedisCommands {
  evalsha(sha: string, numberOfKeys: number, ...keysAndArguments: string[]): Promise<unknown>;
  eval(lua: string, numberOfKeys: number, ...keysAndArguments: string[]): Promise<unknown>;
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<unknown>;
  set(key: string, value: string, px: 'PX', milliseconds: number): Promise<unknown>;
  set(key: string, value: string, px: 'PX', milliseconds: number, nx: 'NX'): Promise<unknown>;
  del(key: string): Promise<number>;
  /** Used to warn about settings that can lose data. */
  info?(): Promise<string>;
}

/** A Lua script with one key. It is atomic. On a cluster it runs on the node that has the key. */
export interface Script {
  readonly lua: string;
  readonly sha: string;
}

export function createScript(lua: string): Script {
  return { lua, sha: createHash('sha1').update(lua).digest('hex') };
}

/**
 * Runs a script by its hash, and by its text when Redis does not know the hash. Scripts that are sent at the same time
 * may run in another order.
 */
export async function runScript(
  redis: RedisCommands,
  { lua, sha }: Script,
  key: string,
  ...args: string[]
): Promise<unknown> {
  joinWrites(redis);
  try {
    return await redis.evalsha(sha, 1, key, ...args);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
    return redis.eval(lua, 1, key, ...args);
  }
}

/** Runs a script by its text. */
export function runScriptByText(
  redis: RedisCommands,
  { lua }: Script,
  key: string,
  ...args: string[]
): Promise<unknown> {
  joinWrites(redis);
  return redis.eval(lua, 1, key, ...args);
}
