import {
  checkOptions,
  customOption,
  functionOption,
  integerOption,
  required,
  stringOption,
} from '@vzaps/core/webhooks';
import type { RedisConnection } from '../connection/connect.ts';
import type { WarningHandler } from '../connection/warnings.ts';
import type { Backoff } from './worker/backoff.ts';

/** The options of `redisInbox`. */
export interface RedisInboxOptions {
  /** Where Redis is. An ioredis instance is duplicated: the inbox neither uses it itself nor closes it. */
  connection: RedisConnection;
  /** The beginning of all key names. Processes with the same prefix share the inbox. Default `vzaps`. */
  prefix?: string;
  /**
   * How many attempts an event has before it becomes a dead letter. Default 8, which takes about one and a half
   * minutes.
   */
  attempts?: number;
  /** The time between two attempts. The conversation of the event waits meanwhile. */
  backoff?: Backoff;
  /** How long a partial copy (hidden number) waits for its complete copy, in milliseconds. Default 2 000. */
  partialWaitMs?: number;
  /** How long a second copy of an event is refused, in milliseconds. Default 86 400 000 (24 hours). */
  ttlMs?: number;
  /**
   * `INBOX_STALLED` is reported when events wait and no worker has asked for events for this time, in milliseconds.
   * Default 60 000 (one minute).
   */
  stalledAfterMs?: number;
  /**
   * Receives warnings: each code at most once a minute, `INBOX_STALLED` once for each stall. Default
   * `process.emitWarning`.
   */
  onWarning?: WarningHandler;
}

const isConnection = (value: unknown): boolean =>
  (typeof value === 'string' && value !== '') || (typeof value === 'object' && value !== null);

const OPTION_RULES = {
  connection: required(customOption('a URL, the options of ioredis, or an ioredis instance', isConnection)),
  prefix: stringOption,
  attempts: integerOption(1, 'attempts'),
  backoff: customOption(
    'an object such as { baseMs: 1000, maxMs: 60000 }',
    (value) => typeof value === 'object' && value !== null,
  ),
  partialWaitMs: integerOption(0, 'milliseconds'),
  ttlMs: integerOption(1, 'milliseconds'),
  stalledAfterMs: integerOption(1, 'milliseconds'),
  onWarning: functionOption,
};

const BACKOFF_RULES = { baseMs: integerOption(1, 'milliseconds'), maxMs: integerOption(1, 'milliseconds') };

/** @throws VZapsError `INVALID_OPTION`. */
export function checkInboxOptions(options: RedisInboxOptions): void {
  checkOptions('redisInbox', options, OPTION_RULES);
  if (options.backoff) checkOptions('redisInbox', options.backoff, BACKOFF_RULES, 'backoff.');
}
