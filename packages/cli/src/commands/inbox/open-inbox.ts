import { type RedisInbox, redisInbox } from '@vzaps/redis';
import { requireSettings } from '../../settings/read-settings.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { InboxFlags } from './flags.ts';

/** Opens the inbox of the application for one piece of work. */
export async function withInbox<T>(
  terminal: Terminal,
  flags: InboxFlags,
  work: (inbox: RedisInbox) => Promise<T>,
): Promise<T> {
  const { redisUrl } = requireSettings(terminal, flags, 'redisUrl');
  const inbox = redisInbox({ connection: redisUrl, prefix: flags.prefix, onWarning: () => {} });
  try {
    return await work(inbox);
  } finally {
    await inbox.close();
  }
}
