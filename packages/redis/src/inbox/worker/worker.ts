import { checkOptions, integerOption, objectOption, type Receiver, required, VZapsError } from '@vzaps/core/webhooks';
import { DelayedError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { stopReconnecting, trackDuplicates } from '../../connection/close-connections.ts';
import { toRedisError } from '../../connection/reply-timeout.ts';
import { retryUntil } from '../../connection/retry-until.ts';
import type { WarningHandler } from '../../connection/warnings.ts';
import { startSweeper } from '../wake-up/sweeper.ts';
import { WAKE_UP_QUEUE, type WakeUp, type WakeUpQueue } from '../wake-up/wake-up-queue.ts';
import type { Backoff } from './backoff.ts';
import { createConversations } from './conversations.ts';
import { createInFlight, waitAtMost } from './in-flight.ts';
import { createRefusalPause } from './pause-on-refusal.ts';
import { type ProcessingContext, processConversation } from './process-conversation.ts';
import { processGate } from './process-gate.ts';

/** The options of `inbox.startWorker`. */
export interface WorkerOptions {
  /** How many conversations this worker handles at once. Default 50. */
  concurrency?: number;
  /**
   * How long the worker holds a conversation without renewing its lock, in milliseconds. When the process is killed, other
   * workers handle its events again within 1.5 times this time plus 2 seconds. Default 30 000.
   */
  leaseMs?: number;
}

/** A running worker. */
export interface InboxWorker {
  /**
   * Starts no more events, aborts `ctx.signal` of the running handlers, and waits for them, at most as long as `leaseMs`.
   * An event that did not finish is handled later or by another worker. Never rejects.
   */
  close(): Promise<void>;
}

export interface WorkerContext {
  /** Opens a connection on which commands wait for Redis as long as necessary. */
  open(): Redis;
  base: string;
  wakeUpQueue: WakeUpQueue;
  attempts: number;
  backoff: Backoff;
  warn: WarningHandler;
}

const OPTION_RULES = {
  concurrency: integerOption(1, 'conversations'),
  leaseMs: integerOption(1, 'milliseconds'),
};
const RECEIVER_RULES = { receiver: required(objectOption('a receiver', 'dispatch')) };

// How long `close` waits for Redis, twice.
const CLOSE_TIMEOUT_MS = 2_000;

export function startWorker(
  { open, base, wakeUpQueue, warn, ...policy }: WorkerContext,
  receiver: Pick<Receiver, 'dispatch'>,
  options: WorkerOptions,
): InboxWorker {
  checkOptions('inbox.startWorker', { receiver }, RECEIVER_RULES);
  checkOptions('inbox.startWorker', options, OPTION_RULES);
  const { concurrency = 50, leaseMs = 30_000 } = options;
  const closing = new AbortController();
  const inFlight = createInFlight();
  const redis = open();
  // A connection of its own: a large entry on a slow connection must not delay BullMQ's renewal of the lock.
  const entries = open();
  // BullMQ duplicates its connection for its blocking commands.
  const connections = [trackDuplicates(redis), [entries]];
  const conversations = createConversations(entries, base, leaseMs);
  const context: ProcessingContext = {
    ...policy,
    conversations,
    gate: processGate,
    leaseMs,
    receiver: { dispatch: (...args) => inFlight.add(receiver.dispatch(...args)) },
    closing: closing.signal,
    wake: wakeUpQueue.wake,
    retryWhileHeld: (ask) => retryUntil(leaseMs, ask, () => entries.status !== 'end'),
    onDeadLetter: (event) => warn(deadLetterWarning(event.type)),
  };

  const worker = new Worker<WakeUp>(
    WAKE_UP_QUEUE,
    async (job, token = '') => {
      const delayMs = await processConversation(context, job.data.conversation, token);
      if (delayMs === undefined) return;
      await job.moveToDelayed(Date.now() + delayMs, token);
      throw new DelayedError();
    },
    {
      connection: redis,
      prefix: base,
      concurrency,
      lockDuration: leaseMs,
      stalledInterval: leaseMs / 2,
      // The inbox counts the attempts of an event. BullMQ does not count the attempts of a wake-up.
      maxStalledCount: Number.MAX_SAFE_INTEGER,
      runRetryDelay: 1_000,
    },
  );
  const pauseOnRefusal = createRefusalPause(worker, closing.signal);
  const onError = (error: Error & { code?: unknown }): void => {
    // BullMQ uses numeric codes when another worker has the wake-up now.
    if (closing.signal.aborted || typeof error.code === 'number') return;
    warn(toRedisError(error));
    if (error.name === 'ReplyError') pauseOnRefusal();
  };
  worker
    .on('error', (error) => /renew lock/.test(error.message) || onError(error))
    .on('failed', (_, error) => onError(error))
    .on('lockRenewalFailed', () => warn(lockLostWarning(leaseMs)));

  const sweeper = startSweeper(conversations, wakeUpQueue, leaseMs / 6);
  worker.on('drained', sweeper.idle);

  async function close(): Promise<void> {
    closing.abort();
    sweeper.stop();
    await worker.pause(true);
    await waitAtMost(leaseMs, inFlight.waitUntilIdle());
    // BullMQ would wait for Redis without a limit.
    await waitAtMost(CLOSE_TIMEOUT_MS, stopReconnecting(connections.flat()));
    await waitAtMost(CLOSE_TIMEOUT_MS, worker.close());
    for (const connection of connections.flat()) connection.disconnect();
  }
  let closed: Promise<void> | undefined;
  return {
    close() {
      closed ??= close();
      return closed;
    },
  };
}

function deadLetterWarning(type: string): VZapsError {
  return new VZapsError(
    'DEAD_LETTER',
    `An event of type ${type} failed at its last attempt and is a dead letter now. \`inbox.deadLetters.list()\` returns ` +
      'it with the reason. Correct the handler, then call `inbox.deadLetters.replay()`.',
  );
}

function lockLostWarning(leaseMs: number): VZapsError {
  return new VZapsError(
    'INBOX_TIMEOUT',
    `This worker did not renew its lock for ${leaseMs} ms, so another worker took over its job. Either the process ` +
      'blocks its event loop, or `leaseMs` is too short.',
  );
}
