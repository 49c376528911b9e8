import { API_SETTINGS, addSettings } from '../../settings/setting-flags.ts';
import { parseCount, parseMoment } from '../../show/parse-options.ts';
import type { Program } from '../program.ts';

/** Adds `vzaps replay`. */
export function addReplay({ root, action }: Program): void {
  const replay = root
    .command('replay')
    .description("deliver events of VZaps' log again: oldest first, one at a time per conversation");
  addSettings(replay, ...API_SETTINGS, 'redisUrl')
    .option('--failed', 'only failed deliveries (default without --force)')
    .option('--force', 'handle events again that were handled: forget their keys in Redis first')
    .option('--since <time>', 'only deliveries from this time on: 30m, 2h, 3d or a date', parseMoment)
    .option('--until <time>', 'only deliveries before this time', parseMoment)
    .option('--prefix <name>', 'prefix of the application in Redis', 'vzaps')
    .option('--concurrency <number>', 'conversations at the same time', parseCount(1), 4)
    .option('--restart', 'begin again, also with deliveries that an interrupted replay has done')
    .option('--yes', 'with --force: do not ask')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
Ctrl-C stops after the current deliveries. The same command goes on later.

Examples:
  $ vzaps replay --failed                          after an outage
  $ vzaps replay --force --since 2026-11-29T10:00  after a bug that did not throw`,
    )
    .action(action(async () => (await import('./replay.ts')).replay));
}
