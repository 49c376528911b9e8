/**
 * Measures how many events a second go through the inbox. This process stores them. Three workers in processes of their
 * own, with a shared store, handle them. Redis has an append-only file. `pnpm --filter @vzaps/redis bench [events]`
 */

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createReceiver, unsafeSkipVerification } from '@vzaps/core/webhooks';
import { samplePayload } from '@vzaps/testing';
import { startRedisServer } from 'redis-test-server';
import { redisInbox } from '../src/index.ts';

const EVENTS = Number(process.argv[2] ?? 20_000);
const CONVERSATIONS = 500;
const WORKERS = 3;

const server = await startRedisServer('--appendfsync', 'everysec');
const inbox = redisInbox({ connection: server.url });
const receiver = createReceiver({ verify: unsafeSkipVerification(), inbox });
const phone = (i: number): string => `5511${String(i % CONVERSATIONS).padStart(9, '0')}`;

/** Stores the events of a conversation one after the other, because their order is checked. */
async function storeAll(events: number): Promise<number> {
  const start = performance.now();
  const each = async (conversation: number): Promise<void> => {
    for (let i = conversation; i < events; i += CONVERSATIONS) {
      const body = JSON.stringify(samplePayload('Message', { phone: phone(i), text: `${conversation} ${i}` }));
      const response = await receiver.fetch(new Request('http://localhost/', { method: 'POST', body }));
      if (response.status !== 200) throw new Error(`The receiver answered ${response.status} instead of 200.`);
    }
  };
  await Promise.all(Array.from({ length: CONVERSATIONS }, (_, conversation) => each(conversation)));
  return performance.now() - start;
}

const workers = Array.from({ length: WORKERS }, () =>
  fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), [server.url], { execArgv: ['--import', 'tsx'] }),
);
await Promise.all(workers.map((worker) => once(worker, 'message')));

const last = new Map<string, number>();
const shares = new Map<number | undefined, number>();
let handled = 0;
const all = new Promise<void>((resolve) => {
  for (const worker of workers) {
    worker.on('message', (text: string) => {
      const [conversation = '', i] = text.split(' ');
      if (Number(i) <= (last.get(conversation) ?? -1))
        throw new Error(`An event was handled out of order or twice: ${text}`);
      last.set(conversation, Number(i));
      shares.set(worker.pid, (shares.get(worker.pid) ?? 0) + 1);
      handled += 1;
      if (handled === EVENTS) resolve();
    });
  }
});

const print = (line: string): boolean => process.stdout.write(`${line}\n`);
const rate = (milliseconds: number): string => `${Math.round(EVENTS / (milliseconds / 1_000))} events/s`;
const storing = await storeAll(EVENTS);
print(`stored ${EVENTS} events of ${CONVERSATIONS} conversations: ${rate(storing)}`);
const start = performance.now();
for (const worker of workers) worker.send('start');
await all;
print(`handled by ${WORKERS} workers, in order, each once: ${rate(performance.now() - start)}`);
print(`by worker: ${[...shares.values()].join(', ')}`);
for (const worker of workers) worker.kill();
await inbox.close();
await server.close();
