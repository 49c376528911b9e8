import type { Command } from 'commander';
import { addSettings } from '../../settings/setting-flags.ts';
import { parseCount } from '../../show/parse-options.ts';
import type { Program } from '../program.ts';

/** Adds `vzaps inbox stats` and `vzaps inbox dead list | replay | remove`. */
export function addInbox({ root, action }: Program): void {
  const inbox = root.command('inbox').description('show the inbox in Redis and the events that failed too often');
  const withRedis = (command: Command) =>
    addSettings(command, 'redisUrl')
      .option('--prefix <name>', 'prefix of the application in Redis', 'vzaps')
      .option('--json', 'print JSON');

  withRedis(inbox.command('stats').description('count the events in the inbox'))
    .addHelpText('after', '\nExample:\n  $ vzaps inbox stats')
    .action(action(async () => (await import('./stats.ts')).showStats));

  const dead = inbox.command('dead').description('events that failed at their last attempt');
  withRedis(dead.command('list').description('list dead letters, oldest first'))
    .option('--limit <number>', 'the largest number of dead letters to show', parseCount(1), 100)
    .addHelpText('after', '\nExample:\n  $ vzaps inbox dead list')
    .action(action(async () => (await import('./dead-list.ts')).listDead));
  withRedis(dead.command('replay').description('handle dead letters again').argument('[ids...]'))
    .option('--all', 'all dead letters')
    .addHelpText('after', '\nExample:\n  $ vzaps inbox dead replay --all')
    .action(action(async () => (await import('./dead-change.ts')).replayDead));
  withRedis(dead.command('remove').description('delete dead letters').argument('<ids...>'))
    .option('--yes', 'do not ask')
    .addHelpText('after', '\nExample:\n  $ vzaps inbox dead remove 17 18')
    .action(action(async () => (await import('./dead-change.ts')).removeDead));
}
