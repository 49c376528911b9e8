import { randomBytes } from 'node:crypto';
import type { RecoveryRecord, RecoveryState } from '@vzaps/core/client';
import { checkOptions, integerOption, stringOption } from '@vzaps/core/webhooks';
import { checkConnection } from '../connection/check-connection.ts';
import { digest } from '../connection/digest.ts';
import { withReplyTimeout } from '../connection/reply-timeout.ts';
import { type RedisCommands, runScript } from '../connection/run-script.ts';
import { LEAD } from './lua/scripts.generated.ts';

/** The options of `redisRecoveryState`. */
export interface RedisRecoveryStateOptions {
  /**
   * The beginning of all key names. Processes with the same prefix share the attempts, and one of them leads. Recoveries
   * of different instances need different prefixes. Default `vzaps`.
   */
  prefix?: string;
  /**
   * How long a delivery is remembered after its last change, in milliseconds. It must be longer than VZaps keeps a failed
   * delivery in its log. Default 2 592 000 000 (30 days).
   */
  ttlMs?: number;
}

const OPTION_RULES = { prefix: stringOption, ttlMs: integerOption(1, 'milliseconds') };

/**
 * Creates the state of `createRecovery()` in Redis. Several processes may run the same recovery: one of them leads and
 * retries deliveries. When the leader ends, another process leads after at most five minutes and continues with the
 * attempts that are stored. One delivery uses about 160 bytes.
 *
 * The methods reject with `REDIS_UNAVAILABLE` when Redis does not reply within 1.5 seconds. The round then ends, and the
 * recovery runs the next one after `everyMs`.
 *
 * @param connection An ioredis instance. The state uses it as it is and never closes it.
 * @throws VZapsError `INVALID_OPTION`.
 *
 * @example
 * import { createRecovery } from '@vzaps/core/client';
 * import { redisRecoveryState } from '@vzaps/redis';
 * import { Redis } from 'ioredis';
 *
 * const redis = new Redis('redis://127.0.0.1:6379');
 * createRecovery({ client, instanceIds: ['VZ1'], state: redisRecoveryState(redis) }).start();
 */
export function redisRecoveryState(
  connection: RedisCommands,
  options: RedisRecoveryStateOptions = {},
): Required<RecoveryState> {
  checkConnection('redisRecoveryState', connection);
  checkOptions('redisRecoveryState', options, OPTION_RULES);
  const { prefix = 'vzaps', ttlMs = 30 * 86_400_000 } = options;
  const token = randomBytes(9).toString('base64url');
  const nameOf = (key: string): string => `${prefix}:recovery:${digest(key)}`;
  return {
    load: async (key) => decodeRecord(await withReplyTimeout(connection.get(nameOf(key)))),
    async save(key, { attempts, lastAttemptAt, result }) {
      const record = JSON.stringify({ attempts, lastAttemptAt, result });
      await withReplyTimeout(connection.set(nameOf(key), record, 'PX', ttlMs));
    },
    async remove(key) {
      await withReplyTimeout(connection.del(nameOf(key)));
    },
    async lead(leaseMs) {
      const reply = runScript(connection, LEAD, `${prefix}:recovery:leader`, token, `${Math.ceil(leaseMs)}`);
      return (await withReplyTimeout(reply)) === 1;
    },
  };
}

function decodeRecord(text: string | null): RecoveryRecord | undefined {
  return text === null ? undefined : (JSON.parse(text) as RecoveryRecord);
}
