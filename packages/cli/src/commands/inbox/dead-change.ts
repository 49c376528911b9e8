import { confirm } from '../../terminal/confirm.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { CommandError, UsageError } from '../../usage-error.ts';
import type { DeadFlags } from './flags.ts';
import { withInbox } from './open-inbox.ts';

export async function replayDead(terminal: Terminal, ids: readonly string[], flags: DeadFlags): Promise<number> {
  if (ids.length === 0 && !flags.all) throw new UsageError('Name the ids of dead letters, or pass --all.');
  if (ids.length > 0 && flags.all) throw new UsageError('Pass either ids or --all.');
  const count = await withInbox(terminal, flags, ({ deadLetters }) => deadLetters.replay(flags.all ? undefined : ids));
  return printCount(terminal, 'replayed', count, ids.length, flags);
}

export async function removeDead(terminal: Terminal, ids: readonly string[], flags: DeadFlags): Promise<number> {
  const question = `Delete ${ids.length} dead letter${ids.length === 1 ? '' : 's'}? Their events are lost.`;
  if (!(await confirm(terminal, question, flags.yes))) throw new CommandError('Nothing was deleted.');
  const count = await withInbox(terminal, flags, ({ deadLetters }) => deadLetters.remove(ids));
  return printCount(terminal, 'removed', count, ids.length, flags);
}

function printCount(terminal: Terminal, verb: string, count: number, asked: number, { json }: DeadFlags): number {
  if (json) terminal.printJson({ [verb]: count });
  else terminal.print(`${verb} ${count} dead letter${count === 1 ? '' : 's'}`);
  if (count >= asked) return 0;
  terminal.note(`Ids that name no dead letter: ${asked - count}.`);
  return 1;
}
