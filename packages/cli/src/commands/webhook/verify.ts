import { createUrlSigner } from '@vzaps/core/webhooks';
import { requireSettings } from '../../settings/read-settings.ts';
import { formatPairs } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { VerifyOptions } from './flags.ts';
import { checkUrl } from './urls.ts';

export async function verifyWebhook(terminal: Terminal, url: string, options: VerifyOptions): Promise<number> {
  checkUrl(url);
  const { secret } = requireSettings(terminal, options, 'secret');
  const { audience, oldSecret = [] } = options;
  const { pathname, search, hash } = new URL(url);
  const target = `${pathname}${search}${hash}`;
  const signer = createUrlSigner({ secret: [secret, ...oldSecret], audience });
  const result = signer.verify({ method: 'POST', target, headers: {}, body: '' });
  const generation = new URL(url).searchParams.get('vzaps_generation');
  if (options.json) {
    terminal.printJson(
      result.ok
        ? { valid: true, instanceId: result.instanceId, generation, oldSecret: Boolean(result.retiredSecret) }
        : { valid: false, reason: result.reason },
    );
    return result.ok ? 0 : 1;
  }
  if (!result.ok) {
    terminal.print(`${terminal.colors.red('invalid')} ${result.reason}`);
    return 1;
  }
  const secretName = result.retiredSecret ? 'an old secret: register the URL again' : 'the current secret';
  terminal.print(
    formatPairs(terminal, [
      ['signature', `${terminal.colors.green('valid')}, made with ${secretName}`],
      ['instance', result.instanceId ?? ''],
      ['generation', generation ?? ''],
    ]),
  );
  return 0;
}
