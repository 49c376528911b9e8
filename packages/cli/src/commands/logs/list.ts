import { parseEvent } from '@vzaps/core/events';
import { connect } from '../../settings/connect.ts';
import { describeEvent, visible } from '../../show/describe-event.ts';
import { formatDate } from '../../show/format-time.ts';
import { redactEntry } from '../../show/redact-values.ts';
import { formatTable } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { ListOptions } from './flags.ts';

export async function listLogs(terminal: Terminal, options: ListOptions): Promise<void> {
  const { client, instanceId } = connect(terminal, options);
  const { status, since, limit, json } = options;
  const rows: string[][] = [];
  let count = 0;
  const entries = client.webhooks.searchLogs({ instanceId, ...(status && { status }) }, { signal: terminal.signal });
  for await (const entry of entries) {
    // An entry without a readable date is listed.
    if (since && Date.parse(entry.createdAt ?? '') < since.date.getTime()) continue;
    if (json) terminal.printJson(redactEntry(entry));
    else {
      const event = parseEvent(entry.payload);
      const attempts = Array.isArray(entry.attempts) ? entry.attempts.length : (entry.attempts ?? '-');
      const state = visible(String(entry.status ?? '-'));
      rows.push([
        visible(entry.id),
        formatDate(entry.createdAt),
        state,
        String(attempts),
        `${event.type} ${describeEvent(event)}`,
      ]);
    }
    count += 1;
    if (count === limit) break;
  }
  if (json) return;
  if (count === 0) return terminal.note('There is no such delivery.');
  terminal.print(formatTable(terminal, ['id', 'created', 'status', 'tries', 'event'], rows));
  if (count === limit) terminal.note(`There may be more. --limit ${limit * 2} shows twice as many.`);
}
