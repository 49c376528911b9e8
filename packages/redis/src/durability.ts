import { VZapsError } from '@vzaps/core/webhooks';
import type { RedisCommands } from './connection/script.ts';
import type { WarningHandler } from './warn.ts';

/** Warns where Redis may lose what it takes. A managed Redis may forbid INFO; then nothing is known, and nothing is said. */
export async function warnOfLosses(redis: RedisCommands, warn: WarningHandler): Promise<void> {
  try {
    for (const warning of durabilityOf((await redis.info?.()) ?? '')) warn(warning);
  } catch {
    // See above.
  }
}

/** What in the answer to INFO says that Redis may lose what it has taken. What it does not tell is not guessed. */
export function durabilityOf(info: string): VZapsError[] {
  const setting = (name: string): string | undefined => new RegExp(`^${name}:(\\S+)`, 'm').exec(info)?.[1];
  const policy = setting('maxmemory_policy') ?? 'noeviction';
  return [
    ...(setting('aof_enabled') === '0'
      ? [
          new VZapsError(
            'REDIS_NOT_DURABLE',
            'Redis keeps no append-only file: when it restarts, the events that it was given to keep, and which ones ' +
              'were handled, are lost. Set `appendonly yes`.',
          ),
        ]
      : []),
    ...(policy === 'noeviction'
      ? []
      : [
          new VZapsError(
            'REDIS_NOT_DURABLE',
            `Redis may forget events that wait, and which ones were handled, when its memory is full (maxmemory-policy ${policy}). ` +
              'Set `maxmemory-policy noeviction`.',
          ),
        ]),
  ];
}
