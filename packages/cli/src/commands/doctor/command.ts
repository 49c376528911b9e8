import { API_SETTINGS, addSettings } from '../../settings/setting-flags.ts';
import type { Program } from '../program.ts';

/** Adds `vzaps doctor`. */
export function addDoctor({ root, action }: Program): void {
  const doctor = root.command('doctor').description('find out why events do not arrive');
  addSettings(doctor, ...API_SETTINGS, 'secret', 'redisUrl')
    .option('--audience <name>', 'audience of the signature, as in createUrlSigner()')
    .option('--no-delivery', 'do not send test deliveries to the registered URL')
    .option('--json', 'print one JSON object in each line')
    .addHelpText(
      'after',
      `
The signed test delivery has the type VZapsDoctor, which no handler of an event
type receives.

Example:
  $ vzaps doctor`,
    )
    .action(action(async () => (await import('./doctor.ts')).runDoctor));
}
