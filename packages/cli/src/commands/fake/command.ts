import { parseCount } from '../../show/parse-options.ts';
import type { Program } from '../program.ts';

/** Adds `vzaps fake`. */
export function addFake({ root, action }: Program): void {
  root
    .command('fake')
    .description('run a fake VZaps on this machine: the API, deliveries and realtime, without an account')
    .option('--port <number>', 'port on 127.0.0.1, 0 for a free one', parseCount(0), 4711)
    .option('--instances <number>', 'number of instances', parseCount(1), 1)
    .option('--traffic', 'keep a conversation going, to the registered webhook and over realtime')
    .option('--interval <milliseconds>', 'time between two events of --traffic', parseCount(1), 2_000)
    .option('--inspect', 'show the events on a web page on this machine, and print its address')
    .option('--inspect-port <number>', 'port of the page, 0 for a free one (default: 4712)', parseCount(0))
    .option('--json', 'print the settings as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  $ vzaps fake --traffic --inspect\n  $ vzaps listen      # in another terminal, with the printed settings',
    )
    .action(action(async () => (await import('./fake.ts')).runFake));
}
