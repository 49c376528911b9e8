import { invalidOption } from '@vzaps/core/webhooks';

/** @throws VZapsError `INVALID_OPTION` for anything but an ioredis instance. */
export function checkConnection(caller: string, connection: unknown): void {
  if (typeof (Object(connection) as { evalsha?: unknown }).evalsha === 'function') return;
  throw invalidOption(
    caller,
    'connection',
    connection,
    'an ioredis instance',
    'Pass new Redis(url) of the package ioredis.',
  );
}
