import { createHash } from 'node:crypto';
import { joinWrites } from './join-writes.ts';

/**
 * The commands that this package uses on your connection. An ioredis instance of version 5 or 6 has them: single, Sentinel
 * or Cluster.
 */
export interface RedisCommands {
  /** Runs a script by its SHA-1 hash. If Redis does not know it, the error message begins with `NOSCRIPT`. */
  evalsha(sha: string, numberOfKeys: number, ...keysAndArguments: string[]): Promise<unknown>;
  /** Runs a script by its text. */
  eval(lua: string, numberOfKeys: number, ...keysAndArguments: string[]): Promise<unknown>;
  /** Reads a key. `null` if it does not exist. */
  get(key: string): Promise<string | null>;
  /** Writes a key that does not expire. */
  set(key: string, value: string): Promise<unknown>;
  /** Writes a key that expires after `milliseconds`. */
  set(key: string, value: string, px: 'PX', milliseconds: number): Promise<unknown>;
  /** The same, but only if the key does not exist. Resolves with `null` if it exists. */
  set(key: string, value: string, px: 'PX', milliseconds: number, nx: 'NX'): Promise<unknown>;
  /** Deletes a key. */
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
