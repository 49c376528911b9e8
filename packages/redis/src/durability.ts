import { VZapsError } from '@vzaps/core/webhooks';

/** What in the answer to INFO says that Redis may lose what it has taken. What it does not tell is not guessed. */
export function durabilityOf(info: string): VZapsError[] {
  const setting = (name: string): string | undefined => new RegExp(`^${name}:(\\S+)`, 'm').exec(info)?.[1];
  const policy = setting('maxmemory_policy') ?? 'noeviction';
  return [
    ...(setting('aof_enabled') === '0'
      ? [
          new VZapsError(
            'REDIS_NOT_DURABLE',
            'Redis keeps no append-only file: what the inbox has answered with 200 is lost when Redis restarts. Set ' +
              '`appendonly yes`.',
          ),
        ]
      : []),
    ...(policy === 'noeviction'
      ? []
      : [
          new VZapsError(
            'REDIS_EVICTS',
            `Redis may delete events that wait when its memory is full (maxmemory-policy ${policy}). Set ` +
              '`maxmemory-policy noeviction`.',
          ),
        ]),
  ];
}
