import type { RealtimeCursor } from '@vzaps/core/realtime';
import { checkOptions, stringOption } from '@vzaps/core/webhooks';
import { checkConnection } from '../connection/check-connection.ts';
import { digest } from '../connection/digest.ts';
import { withReplyTimeout } from '../connection/reply-timeout.ts';
import type { RedisCommands } from '../connection/run-script.ts';

/** The options of `redisCursor`. */
export interface RedisCursorOptions {
  /** The beginning of all key names. Default `vzaps`. */
  prefix?: string;
}

/**
 * Creates the cursor of `createRealtime()` in Redis, so that a process that starts again continues where the last one
 * ended. It uses one key for each instance, which does not expire. Run one realtime source for each instance.
 *
 * The methods reject with `REDIS_UNAVAILABLE` when Redis does not reply within 1.5 seconds.
 *
 * @param connection An ioredis instance. The cursor uses it as it is and never closes it.
 * @throws VZapsError `INVALID_OPTION`.
 *
 * @example
 * import { createRealtime } from '@vzaps/core/realtime';
 * import { redisCursor } from '@vzaps/redis';
 * import { Redis } from 'ioredis';
 *
 * const redis = new Redis('redis://127.0.0.1:6379');
 * createRealtime({ client, receiver, instanceId: 'VZ1', cursor: redisCursor(redis) }).start();
 */
export function redisCursor(connection: RedisCommands, options: RedisCursorOptions = {}): RealtimeCursor {
  checkConnection('redisCursor', connection);
  checkOptions('redisCursor', options, { prefix: stringOption });
  const { prefix = 'vzaps' } = options;
  const nameOf = (instanceId: string): string => `${prefix}:cursor:${digest(instanceId)}`;
  return {
    load: async (instanceId) => (await withReplyTimeout(connection.get(nameOf(instanceId)))) ?? undefined,
    async save(instanceId, eventId) {
      await withReplyTimeout(connection.set(nameOf(instanceId), eventId));
    },
  };
}
