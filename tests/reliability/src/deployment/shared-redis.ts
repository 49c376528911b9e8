import type { ReceiverOptions } from '@vzaps/core/webhooks';
import { type RedisInbox, redisInbox, redisStore } from '@vzaps/redis';
import { Redis } from 'ioredis';
import type { DeploymentConfig } from './deployment-config.ts';

/** The shared idempotency store, as the README of @vzaps/redis shows it. Without Redis: the default store in memory. */
export function sharedStore({ redisPort }: DeploymentConfig): Pick<ReceiverOptions, 'idempotency'> {
  if (redisPort === undefined) return {};
  // Without a listener, ioredis would print every outage.
  return { idempotency: redisStore(new Redis(redisPort, '127.0.0.1').on('error', () => {})) };
}

export function openInbox({ redisPort = 0, partialWaitMs, attempts = 100 }: DeploymentConfig): RedisInbox {
  return redisInbox({
    connection: { port: redisPort, host: '127.0.0.1' },
    partialWaitMs,
    // Handlers fail once, and outages are short. With the default attempts no event becomes a dead letter.
    backoff: { baseMs: 20, maxMs: 500 },
    attempts,
    onWarning() {},
  });
}
