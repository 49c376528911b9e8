/** A worker in a process of its own, with `WorkerSettings` as its argument. It writes down what it does. */
import { once } from 'node:events';
import { appendFileSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { createReceiver, unsafeSkipVerification } from '@vzaps/core/webhooks';
import { Redis } from 'ioredis';
import { redisInbox, redisStore } from '../index.ts';
import type { WorkerSettings } from './worker-process.ts';

const settings: WorkerSettings = JSON.parse(process.argv[2] ?? '{}');
const { url, prefix, ledger, leaseMs, handlerTimeoutMs = leaseMs, attempts = 8 } = settings;
const note = (line: string): void => appendFileSync(ledger, `${line}\n`);

const redis = new Redis(url, { retryStrategy: () => 50, lazyConnect: true }).on('error', () => {});
const inbox = redisInbox({ connection: redis, prefix, attempts, backoff: { baseMs: 10 }, onWarning: () => {} });
const receiver = createReceiver({
  verify: unsafeSkipVerification(),
  idempotency: redisStore(redis, { prefix }),
  handlerTimeoutMs,
}).on('Message', async ({ text = '' }, { signal }) => {
  const before = readFileSync(ledger, 'utf8');
  note(`begin ${text}`);
  if (text === 'poison' || (text === 'poison once' && !before.includes(text))) process.kill(process.pid, 'SIGKILL');
  if (text === 'wait for SIGTERM') {
    await once(signal, 'abort');
    // Longer than BullMQ is waited for: the inbox itself waits.
    await pause(2_500);
  }
  note(`end ${text}`);
});
inbox.startWorker(receiver, { leaseMs });

process.once('SIGTERM', async () => {
  await inbox.close();
  note('closed');
  await receiver.close();
  redis.disconnect();
});
note('started');
