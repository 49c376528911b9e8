import { API_SETTINGS, addSettings } from '../../settings/setting-flags.ts';
import { parseCount } from '../../show/parse-options.ts';
import type { Program } from '../program.ts';

/** Adds `vzaps listen`. */
export function addListen({ root, action }: Program): void {
  const listen = root
    .command('listen')
    .description('show events as they arrive, and forward them to an application on this machine');
  addSettings(listen, ...API_SETTINGS, 'realtimeUrl', 'secret')
    .option('--forward-to <url>', 'deliver each event to this URL, signed like the registered URL')
    .option('--events <list>', 'event types with commas (default: those of the instance)')
    .option('--ack', 'acknowledge events, so that VZaps does not send them again')
    .option('--no-sign', 'forward to the URL as it is')
    .option('--audience <name>', 'audience of the signature, as in createUrlSigner()')
    .option('--yes', 'forward without a question, although another application receives the events')
    .option('--inspect', 'show the events on a web page on this machine, and print its address')
    .option('--port <number>', 'port of the page, 0 for a free one (default: 4712)', parseCount(0))
    .option('--json', 'print one JSON object in each line')
    .addHelpText(
      'after',
      `
The events come over realtime: no tunnel is needed, and the registered webhook
stays as it is.

Examples:
  $ vzaps listen
  $ vzaps listen --inspect
  $ vzaps listen --forward-to http://localhost:3000/webhooks/vzaps`,
    )
    .action(action(async () => (await import('./listen.ts')).listen));
}
