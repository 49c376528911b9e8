import { formatAge } from '../../show/format-time.ts';
import { formatPairs } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { InboxFlags } from './flags.ts';
import { withInbox } from './open-inbox.ts';

export async function showStats(terminal: Terminal, flags: InboxFlags): Promise<void> {
  const stats = await withInbox(terminal, flags, (inbox) => inbox.stats());
  if (flags.json) return terminal.printJson(stats);
  const { waiting, active, delayed, dead, oldestMs } = stats;
  terminal.print(
    formatPairs(terminal, [
      ['waiting', `${waiting}`],
      ['active', `${active}`],
      ['delayed', `${delayed}`],
      ['dead', dead > 0 ? terminal.colors.red(`${dead}`) : '0'],
      ['oldest', oldestMs === undefined ? '-' : formatAge(oldestMs)],
    ]),
  );
}
