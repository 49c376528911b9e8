/**
 * Compares the inbox with plain BullMQ on the same Redis, which has an append-only file. The systems take turns, so that the load
 * of the machine concerns all of them. The first figure is a ratio to BullMQ: above 1, the inbox is faster.
 * `pnpm --filter bench redis [rounds] [events]`
 *
 * BullMQ keeps no order, refuses no second copy, and parses nothing but JSON. The inbox types each event and keeps the order of each
 * conversation. With `redisStore` it also claims and completes each event.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { redisInbox } from '@vzaps/redis';
import { samplePayload } from '@vzaps/testing';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { type RedisServer, startRedisServer } from 'redis-test-server';
import { spreadOf } from './harness/compare.ts';
import { report } from './harness/report.ts';
import type { Result } from './harness/types.ts';
import type { System, WorkerTask } from './redis-worker.ts';

const ROUNDS = Number(process.argv[2] ?? 5);
const EVENTS = Number(process.argv[3] ?? 6_000);
const SYSTEMS: readonly System[] = ['BullMQ', 'inbox', 'inbox with redisStore'];

const DOES: Readonly<Record<System, string>> = {
  BullMQ: 'JSON.parse, a handler. No order, no duplicate guard',
  inbox: 'typed event, order per conversation, no second copy while one waits, a handler',
  'inbox with redisStore': 'the same, and claims and completes each event',
};

interface Case {
  name: string;
  events: number;
  conversations: number;
  workers: number;
  /** Jobs or conversations at once in each worker. */
  concurrency: number;
}

const CASES: readonly Case[] = [
  { name: '3 workers, 1 000 conversations', events: EVENTS, conversations: 1_000, workers: 3, concurrency: 50 },
  { name: '3 workers, a conversation per event', events: EVENTS, conversations: EVENTS, workers: 3, concurrency: 50 },
  { name: '1 conversation, concurrency 1', events: EVENTS / 4, conversations: 1, workers: 1, concurrency: 1 },
];

/** The figures of one round. */
interface Measure {
  addedPerSecond: number;
  handledPerSecond: number;
  /** CPU time of Redis and of the workers for one event, in microseconds. */
  cpuOfEvent: number;
  scriptsPerHandled: number;
}

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

async function infoOf(redis: Redis): Promise<{ scripts: number; cpuMs: number }> {
  const info = `${await redis.info('commandstats')}${await redis.info('cpu')}`;
  const sum = (pattern: RegExp): number =>
    [...info.matchAll(pattern)].reduce((total, [, value]) => total + Number(value), 0);
  return {
    scripts: sum(/^cmdstat_(?:eval|evalsha):calls=(\d+)/gm),
    cpuMs: 1_000 * sum(/^used_cpu_(?:sys|user):([\d.]+)/gm),
  };
}

// The receiver of a worker keeps the order of a phone number too, so each conversation has its own.
const phoneOf = (conversation: number): string => `5511${100_000_000 + conversation}`;

/** Stores the events, 200 at once. Returns how many were stored in a second. */
async function addAll(
  server: RedisServer,
  prefix: string,
  system: System,
  { events, conversations }: Case,
): Promise<number> {
  const payloads = Array.from({ length: events }, (_, i) =>
    samplePayload('Message', { messageId: `M${i}`, text: `${i}`, phone: phoneOf(i % conversations) }),
  );
  const inbox = redisInbox({ connection: server.url, prefix });
  const connection = new Redis(server.url, { maxRetriesPerRequest: null });
  const queue = new Queue('bench', { connection, prefix });
  const options = { removeOnComplete: true, removeOnFail: true };
  const add = (raw: unknown, i: number): Promise<unknown> =>
    system === 'BullMQ'
      ? queue.add('event', raw, options)
      : inbox.add({
          key: `VZ1|M${i}`,
          conversation: `VZ1|${i % conversations}`,
          instanceId: 'VZ1',
          partial: false,
          raw,
        });
  await queue.waitUntilReady();
  await inbox.stats();
  const startedAt = performance.now();
  for (let i = 0; i < events; i += 200) await Promise.all(payloads.slice(i, i + 200).map((raw, j) => add(raw, i + j)));
  const seconds = (performance.now() - startedAt) / 1_000;
  await queue.close();
  await inbox.close();
  connection.disconnect();
  return events / seconds;
}

function startWorker(task: WorkerTask): ChildProcess {
  const program = fileURLToPath(new URL('./redis-worker.ts', import.meta.url));
  return fork(program, [JSON.stringify(task)], { execArgv: ['--import', 'tsx'] });
}

async function cpuOf(worker: ChildProcess): Promise<number> {
  const reply = new Promise<number>((resolve) => {
    worker.on('message', (message) => {
      if (typeof message === 'object') resolve((message as { cpuMs: number }).cpuMs);
    });
  });
  worker.send('stop');
  return reply;
}

async function measure(server: RedisServer, system: System, each: Case): Promise<Measure> {
  const redis = server.connect();
  await redis.flushall();
  const prefix = randomUUID();
  const addedPerSecond = await addAll(server, prefix, system, each);
  const { concurrency } = each;
  const workers = Array.from({ length: each.workers }, () =>
    startWorker({ url: server.url, prefix, system, concurrency }),
  );
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  const before = await infoOf(redis);
  const startedAt = performance.now();
  const counts = new Map<ChildProcess, number>();
  await new Promise<void>((resolve) => {
    for (const worker of workers) {
      worker.on('message', (count) => {
        if (typeof count === 'number') counts.set(worker, count);
        if ([...counts.values()].reduce((sum, value) => sum + value, 0) >= each.events) resolve();
      });
      worker.send('start');
    }
  });
  const seconds = (performance.now() - startedAt) / 1_000;
  const after = await infoOf(redis);
  const cpuMs = (await Promise.all(workers.map(cpuOf))).reduce((sum, value) => sum + value, after.cpuMs - before.cpuMs);
  for (const worker of workers) worker.kill('SIGKILL');
  redis.disconnect();
  return {
    addedPerSecond,
    handledPerSecond: each.events / seconds,
    cpuOfEvent: (1_000 * cpuMs) / each.events,
    scriptsPerHandled: (after.scripts - before.scripts) / each.events,
  };
}

const server = await startRedisServer('--appendfsync', 'everysec');
const results: Result[] = [];
for (const each of CASES) {
  const rounds: Record<System, Measure>[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const measures = {} as Record<System, Measure>;
    for (const system of SYSTEMS) measures[system] = await measure(server, system, each);
    // The first round warms the caches of the disk.
    if (round > 0 || ROUNDS === 0) rounds.push(measures);
  }
  const rowOf = (title: string, read: (measure: Measure) => number): Result => ({
    title: `${title}, ${each.name}`,
    rows: SYSTEMS.map((system) => ({
      name: system === 'BullMQ' ? system : `VZaps ${system}`,
      does: DOES[system],
      microseconds: spreadOf(rounds.map((round) => 1_000_000 / read(round[system]))),
      speed: { BullMQ: spreadOf(rounds.map((round) => read(round[system]) / read(round.BullMQ))) },
    })),
  });
  results.push(
    rowOf('handled', ({ handledPerSecond }) => handledPerSecond),
    rowOf('CPU per handled event', ({ cpuOfEvent }) => 1_000_000 / cpuOfEvent),
    rowOf('added', ({ addedPerSecond }) => addedPerSecond),
  );
  const scripts = SYSTEMS.map((system) => {
    const { median } = spreadOf(rounds.map((round) => round[system].scriptsPerHandled));
    return `${system} ${median}`;
  });
  print(`${each.name}, ${each.events} events. Scripts of Redis for each handled event: ${scripts.join(', ')}`);
}
await server.close();
report('redis', results, { rounds: ROUNDS }, 3);
