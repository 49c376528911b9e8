import { randomBytes } from 'node:crypto';
import type { Claim, IdempotencyStore } from '@vzaps/core/webhooks';
import { answered } from '../connection/answered.ts';
import { connectionMissing } from '../connection/connect.ts';
import { type RedisCommands, run, type Script } from '../connection/script.ts';
import { digest } from '../digest.ts';
import { CLAIM, COMPLETE, RELEASE, RENEW } from './scripts.ts';

export interface RedisStoreOptions {
  /** What the names of its keys begin with. Default `vzaps`. */
  prefix?: string;
  /** How long a done event is remembered, in milliseconds. Default 24 hours. */
  ttlMs?: number;
}

/**
 * The idempotency store of several processes: one key for each event, of about 160 bytes, atomic, on a cluster too.
 * The connection is yours: an ioredis instance, which is used as it is and never closed.
 *
 * Its methods reject within 1.5 seconds when Redis does not answer; the receiver then answers 503.
 *
 * @throws VZapsError `CONNECTION_MISSING`.
 */
export function redisStore(
  connection: RedisCommands,
  { prefix = 'vzaps', ttlMs = 86_400_000 }: RedisStoreOptions = {},
): IdempotencyStore {
  if (typeof connection?.evalsha !== 'function') {
    throw connectionMissing('redisStore(connection) needs an instance of ioredis, such as new Redis(url).');
  }
  const ask = (what: Script, key: string, ...args: (string | number)[]): Promise<unknown> =>
    run(connection, what, `${prefix}:claim:${digest(key)}`, ...args.map(String));
  const done = async (work: Promise<unknown>): Promise<boolean> => (await answered(work)) === 1;

  return {
    async claim(key, leaseMs, partial) {
      const token = randomBytes(9).toString('base64url');
      const asked = ask(CLAIM, key, token, Math.ceil(leaseMs), markOf(partial));
      try {
        return claimOf(String(await answered(asked)), token);
      } catch (error) {
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
    complete: (key, token) => done(ask(COMPLETE, key, token, Math.ceil(ttlMs))),
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
