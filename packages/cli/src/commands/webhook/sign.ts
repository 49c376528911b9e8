import { createSigner } from '../../settings/connect.ts';
import { requireSettings } from '../../settings/read-settings.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { SignOptions } from './flags.ts';
import { checkUrl } from './urls.ts';

export async function signWebhook(terminal: Terminal, url: string, options: SignOptions): Promise<void> {
  checkUrl(url);
  const settings = requireSettings(terminal, options, 'secret', 'instance');
  const claims = { instanceId: settings.instance, generation: options.generation };
  terminal.print(createSigner(settings, options.audience)?.sign(url, claims) ?? '');
}
