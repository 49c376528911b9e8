import { randomBytes } from 'node:crypto';
import type { Claim, IdempotencyStore } from '@vzaps/core/webhooks';
import { answered } from '../connection/answered.ts';
import { connectionMissing } from '../connection/connect.ts';
import { createGate } from '../connection/gate.ts';
import { persistently } from '../connection/persistently.ts';
import { type RedisCommands, run, type Script } from '../connection/script.ts';
import { digest } from '../digest.ts';
import { warnOfLosses } from '../durability.ts';
import { createWarn, type WarningHandler } from '../warn.ts';
import { CLAIM, COMPLETE, RELEASE, RENEW } from './scripts.ts';

export interface RedisStoreOptions {
  /** What the names of its keys begin with. Default `vzaps`. */
  prefix?: string;
  /** How long a done event is remembered, in milliseconds. Default 24 hours. */
  ttlMs?: number;
  /** Hears what an operator should know of, each code at most once a minute. Default `process.emitWarning`. */
  onWarning?: WarningHandler;
}

// Milliseconds: the longest lease is half a minute, and the key outlives it by as much again.
const UNTIL_IT_IS_GONE = 60_000;

/**
 * The idempotency store of several processes: one key for each event, of about 160 bytes, atomic, on a cluster too.
 * The connection is yours: an ioredis instance, which is used as it is and never closed.
 *
 * Its methods reject within 1.5 seconds when Redis does not answer, and claims at once after one that waited in vain; the
 * receiver then answers 503. What was handled meanwhile is noted as soon as Redis answers, for a minute.
 *
 * @throws VZapsError `INVALID_OPTION`.
 */
export function redisStore(
  connection: RedisCommands,
  { prefix = 'vzaps', ttlMs = 86_400_000, onWarning }: RedisStoreOptions = {},
): IdempotencyStore {
  if (typeof connection?.evalsha !== 'function') {
    throw connectionMissing('redisStore(connection) needs an instance of ioredis, such as new Redis(url).');
  }
  const gate = createGate();
  const ask = (what: Script, key: string, ...args: (string | number)[]): Promise<unknown> =>
    gate.hear(run(connection, what, `${prefix}:claim:${digest(key)}`, ...args.map(String)));
  const done = async (work: Promise<unknown>): Promise<boolean> => (await answered(work)) === 1;

  let looked = false;
  const look = (): void => {
    if (!looked) warnOfLosses(connection, createWarn(onWarning));
    looked = true;
  };

  return {
    async claim(key, leaseMs, partial) {
      gate.pass();
      const token = randomBytes(9).toString('base64url');
      let waits = true;
      const asked = ask(CLAIM, key, token, Math.ceil(leaseMs), markOf(partial)).finally(() => {
        waits = false;
      });
      try {
        const claim = claimOf(String(await answered(asked)), token);
        look();
        return claim;
      } catch (error) {
        if (waits) gate.shut();
        // It may be taken all the same: later, from the connection's queue, or before the answer was lost. Nobody knows
        // of it then, and the event would be blocked until the lease ends.
        asked
          .catch(() => {})
          .then(() => ask(RELEASE, key, token))
          .catch(() => {});
        throw error;
      }
    },
    renew: (key, token, leaseMs) => done(ask(RENEW, key, token, Math.ceil(leaseMs))),
    async complete(key, token) {
      const note = (): Promise<unknown> => ask(COMPLETE, key, token, Math.ceil(ttlMs));
      const noted = note();
      try {
        return await done(noted);
      } catch (error) {
        // It was handled, and would be handled again.
        noted.catch(() => persistently(UNTIL_IT_IS_GONE, note)).catch(() => {});
        throw error;
      }
    },
    release: (key, token) => done(ask(RELEASE, key, token)),
  };
}

function claimOf(answer: string, token: string): Claim {
  if (answer === 'claimed') return { status: 'claimed', token };
  const mark = answer.slice(-1);
  return { status: answer.startsWith('done') ? 'done' : 'busy', partial: mark === '-' ? undefined : mark === 'p' };
}

function markOf(partial: boolean | undefined): string {
  if (partial === undefined) return '-';
  return partial ? 'p' : 'c';
}
