import type { Connection } from '../../settings/connect.ts';
import { confirm } from '../../terminal/confirm.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { CommandError } from '../../usage-error.ts';
import { withoutQuery } from '../webhook/urls.ts';

const LOCAL = /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\])$/;

/** Asks before it forwards events that another application also receives, because a customer may be answered twice. */
export async function checkRegistered(
  terminal: Terminal,
  { client, instanceId }: Connection,
  hasYes: boolean | undefined,
): Promise<void> {
  const { data } = await client.webhooks.get(instanceId, { signal: terminal.signal });
  if (data.webhook === '' || !URL.canParse(data.webhook) || LOCAL.test(new URL(data.webhook).hostname)) return;
  const question =
    `VZaps also delivers the events of ${instanceId} to ${withoutQuery(data.webhook)}. ` +
    'If both applications answer, customers are answered twice. Forward?';
  if (!(await confirm(terminal, question, hasYes))) throw new CommandError('Nothing was forwarded.');
}
