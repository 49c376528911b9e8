import type { DeadLetter } from '@vzaps/redis';
import { describeEvent } from '../../show/describe-event.ts';
import { formatDate } from '../../show/format-time.ts';
import { formatTable } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { DeadListFlags } from './flags.ts';
import { withInbox } from './open-inbox.ts';

export async function listDead(terminal: Terminal, flags: DeadListFlags): Promise<void> {
  const letters = await withInbox(terminal, flags, (inbox) => inbox.deadLetters.list({ limit: flags.limit }));
  if (flags.json) return letters.forEach(terminal.printJson);
  if (letters.length === 0) return terminal.note('There is no dead letter.');
  terminal.print(formatTable(terminal, ['id', 'failed', 'tries', 'last error', 'event'], letters.map(toRow)));
}

function toRow({ id, failedAt, attempts, lastError, reason, event }: DeadLetter): string[] {
  return [id, formatDate(failedAt), `${attempts}`, lastError ?? reason, `${event.type} ${describeEvent(event)}`];
}
