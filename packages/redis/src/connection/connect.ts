import { VZapsError } from '@vzaps/core/webhooks';
import { Redis, type RedisOptions } from 'ioredis';
import type { RedisCommands } from './script.ts';

/** An ioredis instance, 5 or 6: single, Sentinel or Cluster. It is duplicated, and neither used itself nor closed. */
export interface RedisInstance extends RedisCommands {
  duplicate(...overrides: never[]): unknown;
  readonly options: { readonly keyPrefix?: string | undefined };
  readonly isCluster?: boolean;
}

/** Where Redis is: a URL, the options of ioredis, or an instance of it. */
export type RedisConnection = string | RedisOptions | RedisInstance;

// Milliseconds between attempts to connect again. Never given up: an inbox that has is one that needs a restart.
const retryStrategy = (attempt: number): number => Math.min(attempt * 100, 1_000);

/** After a failover the old primary is a replica that refuses; connecting again finds the new one. */
const reconnectOnError = ({ message }: Error): boolean => message.startsWith('READONLY');

/** For answering a request: whatever cannot be sent at once, or is not answered, fails; nothing is sent later. */
const HASTY = {
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  connectTimeout: 2_000,
  socketTimeout: 2_000,
};

/** For work that waits for Redis rather than to be done twice. BullMQ's workers insist on the first, and block for seconds. */
const PATIENT = {
  maxRetriesPerRequest: null,
  enableOfflineQueue: true,
  autoResendUnfulfilledCommands: true,
  commandTimeout: undefined as never,
  socketTimeout: undefined as never,
};

export function connect(to: RedisConnection, manner: 'hasty' | 'patient'): Redis {
  const settings = {
    ...(manner === 'hasty' ? HASTY : PATIENT),
    retryStrategy,
    reconnectOnError,
    lazyConnect: false,
    // It is part of the inbox's own prefix: BullMQ does not work with ioredis'.
    keyPrefix: '',
    replyMapping: 'legacy' as const,
  };
  if (!to)
    throw connectionMissing('redisInbox({ connection }) needs a URL, the options of ioredis, or an instance of it.');
  if (typeof to === 'string') return new Redis(to, settings);
  if (!isInstance(to)) return new Redis({ ...to, ...settings });
  const duplicate = to.duplicate.bind(to) as (...overrides: unknown[]) => Redis;
  return to.isCluster ? duplicate([], { ...settings, redisOptions: settings }) : duplicate(settings);
}

export function keyPrefixOf(connection: RedisConnection): string {
  if (!connection || typeof connection === 'string') return '';
  return (isInstance(connection) ? connection.options : connection).keyPrefix ?? '';
}

function isInstance(connection: RedisOptions | RedisInstance): connection is RedisInstance {
  return 'duplicate' in connection;
}

export function connectionMissing(message: string): VZapsError {
  return new VZapsError('INVALID_OPTION', message);
}
