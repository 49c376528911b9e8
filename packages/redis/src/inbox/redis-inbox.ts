import type { Inbox, InboxEntry, Receiver } from '@vzaps/core/webhooks';
import { answered, troubleOf } from '../connection/answered.ts';
import { connect, keyPrefixOf, type RedisConnection } from '../connection/connect.ts';
import { readiness } from '../connection/readiness.ts';
import { runInOrder } from '../connection/script.ts';
import { warnOfLosses } from '../durability.ts';
import { createWarn, type WarningHandler } from '../warn.ts';
import type { Backoff } from './backoff.ts';
import { createBell } from './bell.ts';
import { type DeadLetters, deadLettersOf } from './dead-letters.ts';
import { store } from './entry.ts';
import { atMost } from './running.ts';
import { ADD } from './scripts.ts';
import { type InboxWorker, startWorker, type WorkerOptions } from './worker.ts';

export interface RedisInboxOptions {
  /** Where Redis is. An instance is duplicated: it is neither used itself nor closed. */
  connection: RedisConnection;
  /** What the names of its keys begin with; processes with the same one share the inbox. Default `vzaps`. */
  prefix?: string;
  /** How often an event is tried before it goes to the dead letters. Default 8, which is about one and a half minutes. */
  attempts?: number;
  /** Between two attempts, while its conversation waits. */
  backoff?: Backoff;
  /** How long a partial copy (hidden number) waits for its complete twin, in milliseconds. Default 2 000. */
  partialWaitMs?: number;
  /** How long a second copy of an event is refused, in milliseconds. Default 24 hours. */
  ttlMs?: number;
  /** Hears what an operator should know of, each code at most once a minute. Default `process.emitWarning`. */
  onWarning?: WarningHandler;
}

export interface RedisInbox extends Inbox {
  /**
   * Resolves once Redis has the entry.
   *
   * @throws VZapsError `REDIS_UNAVAILABLE` within 1.5 seconds, or `REDIS_UNAVAILABLE`: it is not stored, and the receiver
   *   answers 503.
   */
  add(entry: InboxEntry): Promise<'queued' | 'duplicate'>;
  /**
   * Handles what is stored, in this process: with the receiver that stores it, or with another one, such as in a
   * process of its own. Events of one conversation are handled in their order, whichever worker does it.
   */
  startWorker(receiver: Pick<Receiver, 'dispatch'>, options?: WorkerOptions): InboxWorker;
  /** The events that failed for the last time. */
  readonly deadLetters: DeadLetters;
  /** Closes its workers, then its own connections. */
  close(): Promise<void>;
}

/**
 * Stores events in Redis before they are answered, and hands them to workers, in order, until they succeed.
 *
 * @throws VZapsError `INVALID_OPTION`.
 */
export function redisInbox(options: RedisInboxOptions): RedisInbox {
  const {
    connection,
    prefix = 'vzaps',
    attempts = 8,
    backoff = {},
    partialWaitMs = 2_000,
    ttlMs = 86_400_000,
  } = options;
  const base = `{${keyPrefixOf(connection)}${prefix}}`;
  const warn = createWarn(options.onWarning);
  const open = (manner: 'hasty' | 'patient') =>
    connect(connection, manner).on('error', (error) => warn(troubleOf(error)));

  const redis = open('hasty');
  const ready = readiness(redis);
  const bell = createBell(redis, base);
  const workers: InboxWorker[] = [];
  redis.once('ready', () => warnOfLosses(redis, warn));

  return {
    async add(entry) {
      const { json, lane, key, partial } = store(entry);
      const kind = partial ? 'p' : 'c';
      const args = [base, json, lane, key, kind, `${ttlMs}`, `${partialWaitMs}`] as const;
      // Redis may not know the script, or no longer: those of one conversation must not overtake each other then.
      const stored = ready().then(() => runInOrder(redis, ADD, ...args));
      const [answer, ring] = (await answered(stored)) as ['queued' | 'duplicate', string];
      if (ring) bell.ring(ring, partial ? partialWaitMs : 0);
      return answer;
    },
    startWorker(receiver, workerOptions = {}) {
      const parts = { redis: open('patient'), base, bell, attempts, backoff, warn };
      const worker = startWorker(parts, receiver, workerOptions);
      workers.push(worker);
      return worker;
    },
    deadLetters: deadLettersOf(redis, ready, base, bell),
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
      await atMost(1_000, bell.close());
      redis.disconnect();
    },
  };
}
