/** A worker in a process of its own. Its argument is `WorkerSettings`. It logs each step. */
import { once } from 'node:events';
import { appendFileSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createReceiver, unsafeSkipVerification } from '@vzaps/core/webhooks';
import { Redis } from 'ioredis';
import { redisInbox, redisStore } from '../index.ts';
import type { WorkerSettings } from './worker-process.ts';

const settings: WorkerSettings = JSON.parse(process.argv[2] ?? '{}');
const { url, prefix, log, leaseMs, handlerTimeoutMs = leaseMs, attempts = 8 } = settings;
const write = (line: string): void => appendFileSync(log, `${line}\n`);

const redis = new Redis(url, { retryStrategy: () => 50, lazyConnect: true }).on('error', () => {});
const inbox = redisInbox({ connection: redis, prefix, attempts, backoff: { baseMs: 10 }, onWarning: () => {} });
const receiver = createReceiver({
  verify: unsafeSkipVerification(),
  idempotency: redisStore(redis, { prefix }),
  handlerTimeoutMs,
  instanceId: 'VZ1',
  onOutcome() {},
});
let isKillLaterRunning = false;
receiver.on('Message', async ({ text = '' }, { signal }) => {
  const before = readFileSync(log, 'utf8');
  write(`begin ${text}`);
  if (text.startsWith('slow')) {
    await sleep(1_000);
    while (isKillLaterRunning) await sleep(10);
  }
  if (text === 'kill later') {
    isKillLaterRunning = true;
    // Other events have begun by then, in this process or in an earlier one.
    while (readFileSync(log, 'utf8').split('begin slow').length <= 3) await sleep(10);
    process.kill(process.pid, 'SIGKILL');
  }
  if (text === 'kill' || (text === 'kill once' && !before.includes(text))) process.kill(process.pid, 'SIGKILL');
  if (text === 'wait for SIGTERM') {
    await once(signal, 'abort');
    // This is longer than the inbox waits for Redis: the inbox itself must wait for the handler.
    await sleep(2_500);
  }
  write(`end ${text}`);
});
inbox.startWorker(receiver, { leaseMs });

process.once('SIGTERM', async () => {
  await inbox.close();
  write('closed');
  await receiver.close();
  redis.disconnect();
});
write('started');
