import type { Redis } from 'ioredis';

const never = (): null => null;

/** Has them give up as soon as they are down, and waits for those that are: what waits for them fails then. */
export async function letGo(connections: readonly Redis[]): Promise<void> {
  // `disconnect()` while ioredis pauses between two attempts would leave it, and who waits for it, where they are.
  for (const { options } of connections) Object.assign(options, { retryStrategy: never, clusterRetryStrategy: never });
  const down = connections.filter(({ status }) => status !== 'ready' && status !== 'end');
  await Promise.all(down.map((redis) => new Promise<void>((resolve) => redis.once('end', () => resolve()))));
}

/** The connection, and those that somebody makes of it. */
export function familyOf(redis: Redis): readonly Redis[] {
  const family = [redis];
  const duplicate = redis.duplicate.bind(redis);
  redis.duplicate = (...overrides) => {
    const copy = duplicate(...overrides);
    family.push(copy);
    return copy;
  };
  return family;
}
