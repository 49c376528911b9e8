import { randomBytes } from 'node:crypto';
import {
  type Claim,
  checkOptions,
  functionOption,
  type IdempotencyStore,
  integerOption,
  stringOption,
} from '@vzaps/core/webhooks';
import { checkConnection } from '../connection/check-connection.ts';
import { createCircuitBreaker } from '../connection/circuit-breaker.ts';
import { digest } from '../connection/digest.ts';
import { warnIfNotDurable } from '../connection/durability.ts';
import { joinWrites } from '../connection/join-writes.ts';
import { withReplyTimeout } from '../connection/reply-timeout.ts';
import { retryUntil } from '../connection/retry-until.ts';
import { type RedisCommands, runScript, type Script } from '../connection/run-script.ts';
import { limitWarnings, type WarningHandler } from '../connection/warnings.ts';
import { CLAIM, COMPLETE, FORGET, RELEASE, RENEW } from './lua/scripts.generated.ts';

/** The options of `redisStore`. */
export interface RedisStoreOptions {
  /** The beginning of all key names. Processes with the same prefix share the claims. Default `vzaps`. */
  prefix?: string;
  /** How long a handled event is remembered, in milliseconds. Default 86 400 000 (24 hours). */
  ttlMs?: number;
  /** Receives warnings, each code at most once a minute. Default `process.emitWarning`. */
  onWarning?: WarningHandler;
}

const OPTION_RULES = {
  prefix: stringOption,
  ttlMs: integerOption(1, 'milliseconds'),
  onWarning: functionOption,
};

// The longest lease is 30 seconds, and the key of a claim lives twice as long. After that there is nothing to complete.
const COMPLETE_RETRY_MS = 60_000;

/**
 * Creates an idempotency store that several processes share. It uses one key of about 160 bytes for each event. Each
 * operation is atomic, on a cluster too.
 *
 * The methods of the store reject within 1.5 seconds when Redis does not reply. After a claim without a reply, further
 * claims reject at once; the receiver answers 503. If Redis is down when a handler finishes, the store completes the
 * event as soon as Redis is back, for at most one minute.
 *
 * @param connection An ioredis instance. The store uses it as it is and never closes it.
 * @throws VZapsError `INVALID_OPTION`.
 *
 * @example
 * import { createReceiver, createUrlSigner } from '@vzaps/core/webhooks';
 * import { redisStore } from '@vzaps/redis';
 * import { Redis } from 'ioredis';
 *
 * const signer = createUrlSigner({ secret: 'at least thirty-two bytes of secret' });
 * const redis = new Redis('redis://127.0.0.1:6379');
 * createReceiver({ verify: signer.verify, idempotency: redisStore(redis) });
 */
export function redisStore(connection: RedisCommands, options: RedisStoreOptions = {}): IdempotencyStore {
  checkConnection('redisStore', connection);
  checkOptions('redisStore', options, OPTION_RULES);
  const { prefix = 'vzaps', ttlMs = 86_400_000, onWarning } = options;
  const circuitBreaker = createCircuitBreaker();
  const nameOf = (key: string): string => `${prefix}:claim:${digest(key)}`;
  const run = (script: Script, key: string, ...args: (string | number)[]): Promise<unknown> =>
    circuitBreaker.observe(runScript(connection, script, nameOf(key), ...args.map(String)));
  /** The first claim of an event takes one command. Only another claim of the same event takes a script. */
  const claim = async (key: string, token: string, leaseMs: number, copy: string): Promise<unknown> => {
    joinWrites(connection);
    const first = connection.set(nameOf(key), `${leaseMs}:${copy}:${token}`, 'PX', leaseMs * 2, 'NX');
    return (await circuitBreaker.observe(first)) === null ? run(CLAIM, key, token, leaseMs, copy) : 'claimed';
  };
  const succeeds = async (reply: Promise<unknown>): Promise<boolean> => (await withReplyTimeout(reply)) === 1;

  let isDurabilityChecked = false;
  const checkDurability = (): void => {
    if (!isDurabilityChecked) warnIfNotDurable(connection, limitWarnings(onWarning));
    isDurabilityChecked = true;
  };

  return {
    async claim(key, leaseMs, partial) {
      circuitBreaker.check();
      const token = randomBytes(9).toString('base64url');
      let hasReply = false;
      const reply = claim(key, token, Math.ceil(leaseMs), encodeCopy(partial)).finally(() => {
        hasReply = true;
      });
      try {
        const claim = decodeClaim(String(await withReplyTimeout(reply)), token);
        checkDurability();
        return claim;
      } catch (error) {
        if (!hasReply) circuitBreaker.open();
        // Redis may have made the claim, or may make it later from the connection's queue. Nothing would release it,
        // and the event would be blocked until the lease ends.
        reply
          .catch(() => {})
          .then(() => run(RELEASE, key, token))
          .catch(() => {});
        throw error;
      }
    },
    renew: (key, token, leaseMs) => succeeds(run(RENEW, key, token, Math.ceil(leaseMs))),
    async complete(key, token) {
      const complete = (): Promise<unknown> => run(COMPLETE, key, token, Math.ceil(ttlMs));
      const reply = complete();
      try {
        return await succeeds(reply);
      } catch (error) {
        // The event was handled. Without this, it would be handled again.
        reply.catch(() => retryUntil(COMPLETE_RETRY_MS, complete)).catch(() => {});
        throw error;
      }
    },
    release: (key, token) => succeeds(run(RELEASE, key, token)),
    async forget(keys) {
      await withReplyTimeout(Promise.all(keys.map((key) => run(FORGET, key))));
    },
  };
}

function decodeClaim(reply: string, token: string): Claim {
  if (reply === 'claimed') return { status: 'claimed', token };
  const copy = reply.slice(-1);
  return { status: reply.startsWith('done') ? 'done' : 'busy', partial: copy === '-' ? undefined : copy === 'p' };
}

function encodeCopy(partial: boolean | undefined): string {
  if (partial === undefined) return '-';
  return partial ? 'p' : 'c';
}
