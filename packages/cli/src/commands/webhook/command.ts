import { API_SETTINGS, addSettings } from '../../settings/setting-flags.ts';
import { parseCount } from '../../show/parse-options.ts';
import type { Program } from '../program.ts';

/** Adds `vzaps webhook get | set | sign | verify`. */
export function addWebhook({ root, action }: Program): void {
  const webhook = root.command('webhook').description('show, register, sign and verify the webhook URL');

  const get = webhook.command('get').description('show the registered URL, without its signature, and the events');
  addSettings(get, ...API_SETTINGS)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ vzaps webhook get')
    .action(action(async () => (await import('./get.ts')).getWebhook));

  const set = webhook.command('set').description('sign a URL and register it at VZaps').argument('<url>');
  addSettings(set, ...API_SETTINGS, 'secret')
    .option('--events <list>', 'events to subscribe to, with commas (default: as they are)')
    .option('--audience <name>', 'audience of the signature, as in createUrlSigner()')
    .option('--generation <number>', 'generation of the URL, as in signer.sign()', parseCount(0))
    .option('--no-sign', 'register the URL as it is')
    .option('--yes', 'replace the URL of another application without a question')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExample:\n  $ vzaps webhook set https://example.com/webhooks/vzaps --events Message,ReadReceipt',
    )
    .action(action(async () => (await import('./set.ts')).setWebhook));

  const sign = webhook.command('sign').description('print the signed URL, which is a secret').argument('<url>');
  addSettings(sign, 'secret', 'instance')
    .option('--audience <name>', 'audience of the signature, as in createUrlSigner()')
    .option('--generation <number>', 'generation of the URL, as in signer.sign()', parseCount(0))
    .addHelpText('after', '\nExample:\n  $ vzaps webhook sign https://example.com/webhooks/vzaps')
    .action(action(async () => (await import('./sign.ts')).signWebhook));

  const verify = webhook.command('verify').description('check the signature of a URL').argument('<url>');
  addSettings(verify, 'secret')
    .option('--old-secret <secret...>', 'secrets that are accepted until a rotation ends')
    .option('--audience <name>', 'audience of the signature, as in createUrlSigner()')
    .option('--json', 'print JSON')
    .addHelpText('after', "\nExample:\n  $ vzaps webhook verify 'https://example.com/webhooks/vzaps?vzaps_instance=…'")
    .action(action(async () => (await import('./verify.ts')).verifyWebhook));
}
