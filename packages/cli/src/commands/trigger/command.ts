import { addSettings } from '../../settings/setting-flags.ts';
import { parseCount } from '../../show/parse-options.ts';
import type { Program } from '../program.ts';

/** Adds `vzaps trigger`. */
export function addTrigger({ root, action }: Program): void {
  const trigger = root
    .command('trigger')
    .description('send a sample event to a webhook, signed like the registered URL')
    .argument('<type|kind>', 'an event type (Message, ReadReceipt, …) or a kind of message (image, poll, …)');
  addSettings(trigger, 'secret', 'instance')
    .option('--to <url>', 'URL of the webhook', 'http://localhost:3000/webhooks/vzaps')
    .option('--set <field=value>', 'field of the sample, can be repeated', (each, all: string[]) => [...all, each], [])
    .option('--burst <number>', 'number of different events to send at once', parseCount(1), 1)
    .option('--fail-first', 'disconnect before the first response for each event, and deliver it again')
    .option('--no-sign', 'send to the URL as it is')
    .option('--audience <name>', 'audience of the signature, as in createUrlSigner()')
    .option('--timeout <milliseconds>', 'longest wait for an answer', parseCount(1), 30_000)
    .option('--json', 'print one JSON object in each line')
    .addHelpText(
      'after',
      `
Examples:
  $ vzaps trigger Message --set text=ping
  $ vzaps trigger image --set text='a caption' --to https://example.com/webhooks/vzaps
  $ vzaps trigger Message --burst 50
  $ vzaps trigger Message --fail-first      # the second delivery is a duplicate`,
    )
    .action(action(async () => (await import('./trigger.ts')).trigger));
}
