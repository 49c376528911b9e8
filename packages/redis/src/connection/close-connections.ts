import type { Redis } from 'ioredis';

const doNotReconnect = (): null => null;

/**
 * Stops reconnecting, and waits until every connection that is down has given up. Commands that wait for such a connection
 * fail then.
 */
export async function stopReconnecting(connections: readonly Redis[]): Promise<void> {
  // `disconnect()` alone is not enough: during the pause between two connection attempts, ioredis would leave the
  // connection and the commands that wait for it as they are.
  for (const { options } of connections) {
    Object.assign(options, { retryStrategy: doNotReconnect, clusterRetryStrategy: doNotReconnect });
  }
  const down = connections.filter(({ status }) => status !== 'ready' && status !== 'end');
  await Promise.all(down.map((redis) => new Promise<void>((resolve) => redis.once('end', () => resolve()))));
}
