/** A worker in a process of its own: `{url, prefix, ledger, leaseMs, attempts}` as its argument. It writes down what it does. */
import { appendFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { createReceiver, trustEveryone } from '@vzaps/core/webhooks';
import { Redis } from 'ioredis';
import { redisInbox, redisStore } from '../index.ts';

const { url, prefix, ledger, leaseMs, attempts = 2 } = JSON.parse(process.argv[2] ?? '{}');
const note = (line: string): void => appendFileSync(ledger, `${line}\n`);

const redis = new Redis(url, { retryStrategy: () => 50, lazyConnect: true }).on('error', () => {});
const inbox = redisInbox({ connection: redis, prefix, attempts, backoff: { firstMs: 10 }, onWarning: () => {} });
const receiver = createReceiver({
  verify: trustEveryone(),
  idempotency: redisStore(redis, { prefix }),
  handlerTimeoutMs: leaseMs,
}).on('Message', async ({ text = '' }) => {
  note(`begin ${text}`);
  if (text.startsWith('slow')) await pause(600);
  if (text.startsWith('poison')) process.kill(process.pid, 'SIGKILL');
  note(`end ${text}`);
});
inbox.startWorker(receiver, { leaseMs });

process.once('SIGTERM', async () => {
  await inbox.close();
  await receiver.close();
  redis.disconnect();
  note('closed');
});
note('started');
