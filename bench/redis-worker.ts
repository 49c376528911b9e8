/** A worker of `redis.ts`, in a process of its own. Its argument is `WorkerTask`. */
import { createReceiver, unsafeSkipVerification } from '@vzaps/core/webhooks';
import { redisInbox, redisStore } from '@vzaps/redis';
import { Worker } from 'bullmq';
import { Redis } from 'ioredis';

export type System = 'inbox with redisStore' | 'inbox' | 'BullMQ';

export interface WorkerTask {
  url: string;
  prefix: string;
  system: System;
  concurrency: number;
}

const { url, prefix, system, concurrency }: WorkerTask = JSON.parse(process.argv[2] ?? '{}');
let handled = 0;
const count = (): void => {
  handled += 1;
};

function start(): void {
  if (system === 'BullMQ') {
    const connection = new Redis(url, { maxRetriesPerRequest: null });
    new Worker('bench', async () => count(), { connection, prefix, concurrency });
    return;
  }
  const idempotency = system === 'inbox' ? false : redisStore(new Redis(url), { prefix });
  const receiver = createReceiver({ verify: unsafeSkipVerification(), idempotency, instanceId: 'VZ1' });
  redisInbox({ connection: url, prefix }).startWorker(receiver.on('Message', count), { concurrency });
}

let before = process.cpuUsage();
process.on('message', (message) => {
  if (message === 'start') {
    before = process.cpuUsage();
    start();
    // The parent process adds up these numbers. A message for each event would cost more than the event.
    setInterval(() => process.send?.(handled), 20);
    return;
  }
  const { user, system: kernel } = process.cpuUsage(before);
  process.send?.({ cpuMs: (user + kernel) / 1_000 });
});
process.send?.('ready');
