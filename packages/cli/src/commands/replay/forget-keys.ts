import type { VZapsEvent } from '@vzaps/core/events';
import { claimKeyOf, VZapsError } from '@vzaps/core/webhooks';
import { redisInbox, redisStore } from '@vzaps/redis';
import { Redis } from 'ioredis';

export interface KeyForgetter {
  /** Removes the key of an event from the store and from the inbox of the application. */
  forget(event: VZapsEvent): Promise<void>;
  close(): Promise<void>;
}

/** @throws VZapsError `REDIS_UNAVAILABLE` */
export async function connectForgetter(url: string, prefix: string, instanceId: string): Promise<KeyForgetter> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1, retryStrategy: null });
  redis.on('error', () => {});
  try {
    await redis.connect();
  } catch (cause) {
    redis.disconnect();
    throw new VZapsError('REDIS_UNAVAILABLE', 'Redis of VZAPS_REDIS_URL did not answer.', { cause });
  }
  const onWarning = () => {};
  const store = redisStore(redis, { prefix, onWarning });
  const inbox = redisInbox({ connection: redis, prefix, onWarning });
  return {
    async forget(event) {
      const key = claimKeyOf(event, { instanceId });
      if (key === undefined) return;
      await store.forget?.([key]);
      await inbox.forget([key]);
    },
    async close() {
      await inbox.close();
      redis.disconnect();
    },
  };
}
