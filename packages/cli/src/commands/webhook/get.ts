import { redactUrl } from '@vzaps/core/webhooks';
import { connect } from '../../settings/connect.ts';
import { formatPairs } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { GetOptions } from './flags.ts';
import { describeSignature, withoutQuery } from './urls.ts';

export async function getWebhook(terminal: Terminal, options: GetOptions): Promise<void> {
  const { client, instanceId } = connect(terminal, options);
  const { data } = await client.webhooks.get(instanceId, { signal: terminal.signal });
  const url = data.webhook;
  if (options.json) {
    return terminal.printJson({ instanceId, url: url === '' ? null : redactUrl(url), events: data.subscribe });
  }
  terminal.print(
    formatPairs(terminal, [
      ['instance', instanceId],
      ['url', withoutQuery(url) || 'none: register one with vzaps webhook set <url>'],
      ...(url === '' ? [] : [['signature', describeSignature(url)] as const]),
      ['events', data.subscribe.join(', ') || 'none'],
    ]),
  );
}
