import { Redis, type RedisOptions } from 'ioredis';
import type { RedisCommands } from './run-script.ts';

/** An ioredis instance of version 5 or 6: single, Sentinel or Cluster. `redisInbox` duplicates it and never closes it. */
export interface RedisInstance extends RedisCommands {
  /** Creates one more connection with the same options, apart from `overrides`. */
  duplicate(...overrides: never[]): unknown;
  /** The options of the instance. `redisInbox()` puts `keyPrefix` in front of its own prefix. */
  readonly options: { readonly keyPrefix?: string | undefined };
  /** Whether the instance is a `Cluster`. Its `duplicate()` has other parameters. */
  readonly isCluster?: boolean;
}

/** Where Redis is: a URL, the options of ioredis, or an ioredis instance. */
export type RedisConnection = string | RedisOptions | RedisInstance;

/** Milliseconds before the next connection attempt. There is no last attempt: an inbox must not need a restart. */
const retryStrategy = (attempt: number): number => Math.min(attempt * 100, 1_000);

/** After a failover, the old primary is a replica that refuses writes. A new connection finds the new primary. */
const reconnectOnError = ({ message }: Error): boolean => message.startsWith('READONLY');

/** When a command has no reply for this time, ioredis replaces the connection. */
export const SOCKET_TIMEOUT_MS = 2_000;

/**
 * For requests that must be answered soon: a command that cannot be sent at once, or has no reply, fails. It is not sent
 * later.
 */
const FAIL_FAST = {
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  connectTimeout: 2_000,
  socketTimeout: SOCKET_TIMEOUT_MS,
};

/** For workers: commands wait for Redis, because a command that fails would make a worker handle an event twice. */
const RETRYING = {
  // A worker blocks its connection for seconds while it waits, so no timeout may end a command.
  maxRetriesPerRequest: null,
  enableOfflineQueue: true,
  autoResendUnfulfilledCommands: true,
  commandTimeout: undefined as never,
  socketTimeout: undefined as never,
};

/** Opens a connection on which commands fail soon when Redis does not answer. */
export function connectFailFast(to: RedisConnection): Redis {
  return connect(to, FAIL_FAST);
}

/** Opens a connection on which commands wait for Redis as long as necessary. */
export function connectRetrying(to: RedisConnection): Redis {
  return connect(to, RETRYING);
}

function connect(to: RedisConnection, behaviour: typeof FAIL_FAST | typeof RETRYING): Redis {
  const settings = {
    ...behaviour,
    retryStrategy,
    reconnectOnError,
    lazyConnect: false,
    // The inbox puts the key prefix into its own prefix, so that all of its keys have one hash tag.
    keyPrefix: '',
    replyMapping: 'legacy' as const,
  };
  if (typeof to === 'string') return new Redis(to, settings);
  if (!isInstance(to)) return new Redis({ ...to, ...settings });
  const duplicate = to.duplicate.bind(to) as (...overrides: unknown[]) => Redis;
  return to.isCluster ? duplicate([], { ...settings, redisOptions: settings }) : duplicate(settings);
}

export function keyPrefixOf(connection: RedisConnection): string {
  if (typeof connection === 'string') return '';
  return (isInstance(connection) ? connection.options : connection).keyPrefix ?? '';
}

function isInstance(connection: RedisOptions | RedisInstance): connection is RedisInstance {
  return 'duplicate' in connection;
}
