import type { Inbox, InboxEntry, Receiver } from '@vzaps/core/webhooks';
import { connectFailFast, connectRetrying, keyPrefixOf } from '../connection/connect.ts';
import { digest } from '../connection/digest.ts';
import { warnIfNotDurable } from '../connection/durability.ts';
import { toRedisError, withReplyTimeout } from '../connection/reply-timeout.ts';
import { runScript, runScriptByText } from '../connection/run-script.ts';
import { createTransferTime } from '../connection/transfer-time.ts';
import { createReadyWait } from '../connection/wait-until-ready.ts';
import { limitWarnings } from '../connection/warnings.ts';
import { encodeEntry } from './add/entry.ts';
import { createOrder } from './add/order.ts';
import { createDeadLetters, type DeadLetters } from './dead-letters/dead-letters.ts';
import { ADD, FORGET } from './lua/scripts.generated.ts';
import { checkInboxOptions, type RedisInboxOptions } from './options.ts';
import { startStalledCheck } from './stalled-check.ts';
import { type InboxStats, readStats } from './stats.ts';
import { type InboxWorker, startWorker, type WorkerOptions } from './worker/worker.ts';

/** An inbox in Redis. */
export interface RedisInbox extends Inbox {
  /**
   * Stores an entry. Resolves with `queued` when Redis has it, or with `duplicate` when Redis had the same event, or an entry
   * of the same `id`, before.
   *
   * @throws VZapsError `REDIS_UNAVAILABLE` within 1.5 seconds, plus 4 seconds for each megabyte of large entries that
   * are being stored. The receiver answers 503.
   */
  add(entry: InboxEntry): Promise<'queued' | 'duplicate'>;
  /**
   * Starts a worker in this process. It passes the stored events to `receiver.dispatch()`. The events of one conversation
   * are handled in their order, whichever worker handles them.
   *
   * @param receiver The receiver that stores the events, or another one, for example in a process of its own.
   * @throws VZapsError `INVALID_OPTION`.
   */
  startWorker(receiver: Pick<Receiver, 'dispatch'>, options?: WorkerOptions): InboxWorker;
  /**
   * Forgets that events were stored, so that the inbox accepts them again. An event that still waits or is being handled is
   * not forgotten.
   *
   * @param keys See `claimKeyOf()` of core. To handle an event again, call `forget` of the idempotency store too.
   * @returns How many were forgotten.
   * @throws VZapsError `REDIS_UNAVAILABLE`.
   */
  forget(keys: readonly string[]): Promise<number>;
  /**
   * Counts the events in the inbox, and returns the age of the oldest one.
   *
   * @throws VZapsError `REDIS_UNAVAILABLE`.
   */
  stats(): Promise<InboxStats>;
  /** The events that failed at their last attempt. */
  readonly deadLetters: DeadLetters;
  /** Closes the workers of this inbox, then its own connections. */
  close(): Promise<void>;
}

// Beside an entry of this length, the text of the script does not matter.
const LARGE_LENGTH = 16_384;
// This is longer than the receiver remembers the id of a failed call of `add`, which is ten minutes.
const ADD_ID_TTL_MS = 900_000;

/**
 * Creates an inbox. The receiver stores each verified event in Redis and answers 200 `queued`. Workers handle the events
 * in their order and repeat failed attempts.
 *
 * @throws VZapsError `INVALID_OPTION`.
 *
 * @example
 * import { createReceiver, createUrlSigner } from '@vzaps/core/webhooks';
 * import { redisInbox } from '@vzaps/redis';
 *
 * const signer = createUrlSigner({ secret: 'at least thirty-two bytes of secret' });
 * const inbox = redisInbox({ connection: 'redis://127.0.0.1:6379' });
 * const receiver = createReceiver({ verify: signer.verify, inbox }).on('Message', async (event) => {
 *   process.stdout.write(`${event.text}\n`);
 * });
 * inbox.startWorker(receiver);
 * process.once('SIGTERM', () => inbox.close());
 */
export function redisInbox(options: RedisInboxOptions): RedisInbox {
  checkInboxOptions(options);
  const {
    connection,
    prefix = 'vzaps',
    attempts = 8,
    backoff = {},
    partialWaitMs = 2_000,
    ttlMs = 86_400_000,
    stalledAfterMs = 60_000,
  } = options;
  const base = `{${keyPrefixOf(connection)}${prefix}}`;
  const warn = limitWarnings(options.onWarning);
  const warnOfError = (error: Error): void => void warn(toRedisError(error));

  const redis = connectFailFast(connection).on('error', warnOfError);
  const waitUntilReady = createReadyWait(redis);
  const transferTime = createTransferTime(redis);
  const order = createOrder();
  const workers: InboxWorker[] = [];
  const stats = () => readStats(redis, waitUntilReady, base);
  const stopStalledCheck = startStalledCheck(redis, base, stalledAfterMs, limitWarnings(options.onWarning, 0));
  redis.once('ready', () => warnIfNotDurable(redis, warn));

  return {
    async add(entry) {
      const { json, conversation, key, partial, addId } = encodeEntry(entry);
      const kind = partial ? 'p' : 'c';
      const args = [json, conversation, key, kind, `${ttlMs}`, `${partialWaitMs}`, addId, `${ADD_ID_TTL_MS}`];
      return transferTime.send(json.length, (readTimeout) =>
        order.run(conversation, readTimeout, async (by) => {
          await waitUntilReady();
          // A large entry is not sent twice when Redis does not know the script.
          const run = by === 'text' || json.length > LARGE_LENGTH ? runScriptByText : runScript;
          return (await run(redis, ADD, base, ...args)) as 'queued' | 'duplicate';
        }),
      );
    },
    startWorker(receiver, workerOptions = {}) {
      const open = () => connectRetrying(connection).on('error', warnOfError);
      const worker = startWorker({ open, base, attempts, backoff, warn }, receiver, workerOptions);
      workers.push(worker);
      return worker;
    },
    async forget(keys) {
      if (keys.length === 0) return 0;
      const reply = waitUntilReady().then(() => runScript(redis, FORGET, base, ...keys.map(digest)));
      return Number(await withReplyTimeout(reply));
    },
    stats,
    deadLetters: createDeadLetters(redis, waitUntilReady, base),
    async close() {
      stopStalledCheck();
      await Promise.all(workers.map((worker) => worker.close()));
      redis.disconnect();
    },
  };
}
