import type { Redis } from 'ioredis';

/**
 * Changes the data of a Redis as if its wall clock had been set ahead by this many milliseconds, or back if the number is
 * negative: every stored time is changed by this number. No program can set the clock of one process only.
 */
export async function setClock(redis: Redis, milliseconds: number): Promise<void> {
  for (const key of await redis.keys('*')) {
    if (/:(conversations|delayed|entries)$/.test(key)) {
      for (const member of await redis.zrange(key, '0', '-1')) await redis.zincrby(key, String(-milliseconds), member);
    }
    if (key.endsWith(':looked')) await redis.set(key, String(Number(await redis.get(key)) - milliseconds));
    const ttl = await redis.pttl(key);
    if (ttl > 0) await redis.pexpire(key, ttl - milliseconds);
  }
}
