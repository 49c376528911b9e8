import { redactUrl } from '@vzaps/core/webhooks';
import { connect, createSigner } from '../../settings/connect.ts';
import { describeMissing } from '../../settings/read-settings.ts';
import { confirm } from '../../terminal/confirm.ts';
import { formatPairs } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { CommandError, UsageError } from '../../usage-error.ts';
import type { SetOptions } from './flags.ts';
import { checkUrl, describeSignature, withoutQuery } from './urls.ts';

export async function setWebhook(terminal: Terminal, url: string, options: SetOptions): Promise<void> {
  checkUrl(url);
  const { client, instanceId, settings } = connect(terminal, options);
  const { signal } = terminal;
  const signer = options.sign ? createSigner(settings, options.audience) : undefined;
  if (options.sign && !signer) throw new UsageError(describeMissing('secret'));
  const webhookURL = signer ? signer.sign(url, { instanceId, generation: options.generation }) : url;
  const { data: registered } = await client.webhooks.get(instanceId, { signal });
  const previous = registered.webhook;
  if (previous !== '' && withoutQuery(previous) !== withoutQuery(webhookURL)) {
    const question = `VZaps delivers to ${withoutQuery(previous)} now. Replace it? That application gets no more events.`;
    if (!(await confirm(terminal, question, options.yes))) throw new CommandError('Nothing was changed.');
  }
  const events = options.events?.split(',').map((name) => name.trim());
  await client.webhooks.set({ instanceId, webhookURL, ...(events && { events: events.join(',') }) }, { signal });
  if (options.json) {
    return terminal.printJson({ instanceId, url: redactUrl(webhookURL), events: events ?? registered.subscribe });
  }
  terminal.print(
    formatPairs(terminal, [
      ['registered', withoutQuery(webhookURL)],
      ['signature', describeSignature(webhookURL)],
      ['events', (events ?? registered.subscribe).join(', ') || 'none: pass --events Message,ReadReceipt'],
    ]),
  );
}
