import { connect } from '../../settings/connect.ts';
import { redactEntry } from '../../show/redact-values.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { EntryOptions } from './flags.ts';

export async function getLog(terminal: Terminal, logId: string, options: EntryOptions): Promise<void> {
  const { client, instanceId } = connect(terminal, options);
  const { data } = await client.webhooks.getLog({ instanceId, logId }, { signal: terminal.signal });
  const entry = redactEntry(data);
  if (options.json) terminal.printJson(entry);
  // JSON escapes control characters, so the text of a message cannot move the cursor.
  else terminal.print(JSON.stringify(entry, undefined, 2));
}
