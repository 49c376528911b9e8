import { VZapsError } from '@vzaps/core/webhooks';
import type { RedisCommands } from './run-script.ts';
import type { WarningHandler } from './warnings.ts';

/** Warns when the settings of Redis can lose data. A managed Redis may forbid INFO: then there is no warning. */
export async function warnIfNotDurable(redis: RedisCommands, warn: WarningHandler): Promise<void> {
  try {
    const warning = findDurabilityProblem((await redis.info?.()) ?? '');
    if (warning) warn(warning);
  } catch {
    // INFO is forbidden, or Redis is down.
  }
}

/** Reads the reply to INFO. One warning names all problems. A setting that is absent counts as right. */
export function findDurabilityProblem(info: string): VZapsError | undefined {
  const setting = (name: string): string | undefined => new RegExp(`^${name}:(\\S+)`, 'm').exec(info)?.[1];
  const policy = setting('maxmemory_policy') ?? 'noeviction';
  const problems: string[] = [];
  if (setting('aof_enabled') === '0') {
    problems.push(
      'Redis keeps no append-only file. When Redis restarts, it loses the stored events and the memory of handled ' +
        'events. Set `appendonly yes`.',
    );
  }
  if (policy !== 'noeviction') {
    problems.push(
      `Redis deletes keys when its memory is full (maxmemory-policy ${policy}). The deleted keys may be stored events ` +
        'or the memory of handled events. Set `maxmemory-policy noeviction`.',
    );
  }
  return problems.length === 0 ? undefined : new VZapsError('REDIS_NOT_DURABLE', problems.join(' '));
}
