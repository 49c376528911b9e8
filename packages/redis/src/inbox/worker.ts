import { type Receiver, VZapsError } from '@vzaps/core/webhooks';
import { DelayedError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { troubleOf } from '../connection/answered.ts';
import { familyOf, letGo } from '../connection/let-go.ts';
import { persistently } from '../connection/persistently.ts';
import type { WarningHandler } from '../warn.ts';
import { type AttendParts, attend } from './attend.ts';
import type { Backoff } from './backoff.ts';
import { type Bell, QUEUE, type Ring } from './bell.ts';
import { lanesOf } from './lanes.ts';
import { createRest } from './rest.ts';
import { atMost, createRunning } from './running.ts';
import { startSweeper } from './sweeper.ts';

export interface WorkerOptions {
  /** Conversations that this worker handles at once. Default 50. */
  concurrency?: number;
  /** How long the conversations of a worker that was killed wait for another one, about, in milliseconds. Default 30 000. */
  leaseMs?: number;
}

export interface InboxWorker {
  /**
   * Begins nothing more, tells handlers through their signal, and waits for them, at most as long as its lease. What
   * did not finish is handled by another worker, or later. Never rejects.
   */
  close(): Promise<void>;
}

export interface WorkerParts {
  /** Waits for Redis as long as it takes; the worker's own. */
  redis: Redis;
  base: string;
  bell: Bell;
  attempts: number;
  backoff: Backoff;
  warn: WarningHandler;
}

// Milliseconds.
const GOODBYE = 2_000;

export function startWorker(
  { redis, base, bell, warn, ...policy }: WorkerParts,
  receiver: Pick<Receiver, 'dispatch'>,
  { concurrency = 50, leaseMs = 30_000 }: WorkerOptions,
): InboxWorker {
  const closing = new AbortController();
  const running = createRunning();
  // BullMQ makes a second connection of it, to wait with.
  const family = familyOf(redis);
  const lanes = lanesOf(redis, base, leaseMs);
  const parts: AttendParts = {
    ...policy,
    lanes,
    receiver: { dispatch: (...args) => running.add(receiver.dispatch(...args)) },
    closing: closing.signal,
    ring: bell.ring,
    insist: (ask) => persistently(leaseMs, ask, () => redis.status !== 'end'),
    buried: (event) => warn(deadLetter(event.type)),
  };

  const worker = new Worker<Ring>(
    QUEUE,
    async (job, token = '') => {
      const milliseconds = await attend(parts, job.data.lane, token);
      if (milliseconds === undefined) return;
      await job.moveToDelayed(Date.now() + milliseconds, token);
      throw new DelayedError();
    },
    {
      connection: redis,
      prefix: base,
      concurrency,
      lockDuration: leaseMs,
      stalledInterval: leaseMs / 2,
      // How often an event is begun is counted with the event, not with the ring.
      maxStalledCount: Number.MAX_SAFE_INTEGER,
      runRetryDelay: 1_000,
    },
  );
  const rest = createRest(worker, closing.signal);
  const trouble = (error: Error & { code?: unknown }): void => {
    // With numbers BullMQ says that a ring is no longer ours: another worker has it.
    if (closing.signal.aborted || typeof error.code === 'number') return;
    warn(troubleOf(error));
    if (error.name === 'ReplyError') rest();
  };
  worker
    .on('error', (error) => /renew lock/.test(error.message) || trouble(error))
    .on('failed', (_, error) => trouble(error))
    .on('lockRenewalFailed', () => warn(takenOver(leaseMs)));

  const sweeper = startSweeper(lanes, bell, leaseMs / 6);
  worker.on('drained', sweeper.idle);

  async function close(): Promise<void> {
    closing.abort();
    sweeper.stop();
    await worker.pause(true);
    await atMost(leaseMs, running.idle());
    // BullMQ waits for Redis however long it takes; a process that ends does not.
    await atMost(GOODBYE, letGo(family));
    await atMost(GOODBYE, worker.close());
    for (const each of family) each.disconnect();
  }
  let closed: Promise<void> | undefined;
  return {
    close() {
      closed ??= close();
      return closed;
    },
  };
}

function deadLetter(type: string): VZapsError {
  return new VZapsError(
    'DEAD_LETTER',
    `An event (${type}) has failed for the last time. It stands among \`inbox.deadLetters\`, with the reason, and can be replayed.`,
  );
}

function takenOver(leaseMs: number): VZapsError {
  return new VZapsError(
    'LEASE_LOST',
    `This worker gave no sign of life for ${leaseMs} ms, and another one took over what it was at. Something keeps the process ` +
      'busy without a pause, or `leaseMs` is too short.',
  );
}
