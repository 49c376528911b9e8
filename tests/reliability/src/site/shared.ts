import type { ReceiverOptions } from '@vzaps/core/webhooks';
import { type RedisInbox, redisInbox, redisStore } from '@vzaps/redis';
import { Redis } from 'ioredis';
import type { SiteConfig } from './site-config.ts';

/** What processes share through Redis, set up as the README of @vzaps/redis says; nothing without Redis. */
export function sharedClaims({ redisPort }: SiteConfig): Pick<ReceiverOptions, 'idempotency'> {
  if (redisPort === undefined) return {};
  // An outage is no news here.
  return { idempotency: redisStore(new Redis(redisPort, '127.0.0.1').on('error', () => {})) };
}

export function openInbox({ redisPort = 0, partialWaitMs }: SiteConfig): RedisInbox {
  return redisInbox({
    connection: { port: redisPort, host: '127.0.0.1' },
    partialWaitMs,
    // Failures are of our making, and gone the next time; outages are short. Nothing shall become a dead letter.
    backoff: { baseMs: 20, maxMs: 500 },
    attempts: 100,
    onWarning() {},
  });
}
