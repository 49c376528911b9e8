import type { Cluster, Redis } from 'ioredis';
import { SOCKET_TIMEOUT_MS } from './connect.ts';
import { REPLY_TIMEOUT_MS, type ReadTimeout } from './reply-timeout.ts';

// The slowest connection that is supported: 256 kB/s.
const MIN_BYTES_PER_MS = 256;
// The time of smaller commands is ignored: many of them at the same time must still fail within the ordinary time limit.
const SMALL_BYTES = 65_536;

/** Lets large commands, and the commands behind them on the same connection, take longer. */
export interface TransferTime {
  /**
   * Calls `send`, which sends this many bytes. `readTimeout` returns how long the reply may take. Meanwhile ioredis
   * does not end the connection for want of data.
   */
  send<T>(bytes: number, send: (readTimeout: ReadTimeout) => Promise<T>): Promise<T>;
}

export function createTransferTime(redis: Redis): TransferTime {
  let largeBytes = 0;
  const transferMs = (): number => largeBytes / MIN_BYTES_PER_MS;
  const readTimeout: ReadTimeout = () => REPLY_TIMEOUT_MS + transferMs();
  const setSocketTimeout = (): void => {
    const nodes = redis.isCluster ? (redis as unknown as Cluster).nodes() : [redis];
    for (const { options } of nodes) options.socketTimeout = SOCKET_TIMEOUT_MS + transferMs();
  };
  return {
    async send(bytes, send) {
      const excess = bytes - SMALL_BYTES;
      // Commands behind a large one wait for it too.
      if (excess <= 0) return send(readTimeout);
      largeBytes += excess;
      setSocketTimeout();
      try {
        return await send(readTimeout);
      } finally {
        largeBytes -= excess;
        setSocketTimeout();
      }
    },
  };
}
