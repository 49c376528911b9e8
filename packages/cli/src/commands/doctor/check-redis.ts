import { Redis } from 'ioredis';
import { type Finding, ok, skipped, wrong } from './finding.ts';

/** Checks whether Redis keeps events through a restart and when its memory is full. */
export async function checkRedis(url: string | undefined): Promise<Finding> {
  const check = 'Redis';
  if (url === undefined) return skipped(check, 'VZAPS_REDIS_URL is not set');
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1, retryStrategy: null });
  redis.on('error', () => {});
  try {
    await redis.connect();
    const read = async (name: string) => ((await redis.config('GET', name)) as string[])[1];
    const [policy, appendOnly] = [await read('maxmemory-policy'), await read('appendonly')];
    if (policy !== 'noeviction') {
      return wrong(check, `maxmemory-policy is ${policy}`, 'Set maxmemory-policy noeviction, else Redis drops events.');
    }
    if (appendOnly !== 'yes') {
      return wrong(check, 'appendonly is no', 'Set appendonly yes, else a restart of Redis loses stored events.');
    }
    return ok(check, 'keeps events (appendonly yes, maxmemory-policy noeviction)');
  } catch (error) {
    const { message } = error as Error;
    // Hosted Redis often refuses CONFIG.
    if (/unknown command|NOPERM|not allowed/i.test(message))
      return skipped(check, 'it does not show its configuration');
    return wrong(check, 'it does not answer', 'Compare VZAPS_REDIS_URL with your Redis, and start it.');
  } finally {
    redis.disconnect();
  }
}
