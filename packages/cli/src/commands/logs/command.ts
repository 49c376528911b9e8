import { API_SETTINGS, addSettings } from '../../settings/setting-flags.ts';
import { parseCount, parseMoment } from '../../show/parse-options.ts';
import type { Program } from '../program.ts';

/** Adds `vzaps logs list | get | retry`. */
export function addLogs({ root, action }: Program): void {
  const logs = root.command('logs').description("show and retry entries of VZaps' delivery log");

  const list = logs.command('list').description('list deliveries, newest first');
  addSettings(list, ...API_SETTINGS)
    .option('--status <status>', 'only deliveries with this status, such as failed')
    .option('--since <time>', 'only deliveries from this time on: 30m, 2h, 3d or a date', parseMoment)
    .option('--limit <number>', 'the largest number of deliveries to show', parseCount(1), 50)
    .option('--json', 'print one JSON object in each line')
    .addHelpText('after', '\nExample:\n  $ vzaps logs list --status failed --since 2h')
    .action(action(async () => (await import('./list.ts')).listLogs));

  const get = logs.command('get').description('print one delivery as JSON, without its secrets').argument('<id>');
  addSettings(get, ...API_SETTINGS)
    .option('--json', 'print it in one line')
    .addHelpText('after', '\nExample:\n  $ vzaps logs get 3f0c')
    .action(action(async () => (await import('./get.ts')).getLog));

  const retry = logs.command('retry').description('deliver one entry again and wait for its result').argument('<id>');
  addSettings(retry, ...API_SETTINGS)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ vzaps logs retry 3f0c')
    .action(action(async () => (await import('./retry.ts')).retryLog));
}
