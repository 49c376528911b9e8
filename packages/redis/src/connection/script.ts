import { createHash } from 'node:crypto';

/** What is asked of an ioredis instance: version 5 or 6, any copy of it, single, Sentinel or Cluster. */
export interface RedisCommands {
  evalsha(sha: string, numberOfKeys: number, ...keysAndArguments: string[]): Promise<unknown>;
  eval(lua: string, numberOfKeys: number, ...keysAndArguments: string[]): Promise<unknown>;
  /** Tells how Redis is set up. */
  info?(): Promise<string>;
}

/** A Lua script of one key: atomic, and on a cluster wherever that key is. */
export interface Script {
  readonly lua: string;
  readonly sha: string;
}

export function script(lua: string): Script {
  return { lua, sha: createHash('sha1').update(lua).digest('hex') };
}

/**
 * Runs it by its hash, and by its text where Redis does not know it yet, or no longer: in no order with others that are
 * asked meanwhile. Adds nothing to the instance.
 */
export async function run(
  redis: RedisCommands,
  { lua, sha }: Script,
  key: string,
  ...args: string[]
): Promise<unknown> {
  try {
    return await redis.evalsha(sha, 1, key, ...args);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
    return redis.eval(lua, 1, key, ...args);
  }
}

/** Runs it by its text, so that those asked one after the other run in that order, whatever Redis knows. */
export function runInOrder(redis: RedisCommands, { lua }: Script, key: string, ...args: string[]): Promise<unknown> {
  return redis.eval(lua, 1, key, ...args);
}
