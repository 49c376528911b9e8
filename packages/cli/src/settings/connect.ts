import { VZapsClient } from '@vzaps/core/client';
import { createUrlSigner, type UrlSigner } from '@vzaps/core/webhooks';
import type { Terminal } from '../terminal/terminal.ts';
import { UsageError } from '../usage-error.ts';
import { describeMissing, readSettings, type Settings } from './read-settings.ts';
import type { SettingFlags, SettingName } from './setting-flags.ts';

export interface Connection {
  readonly client: VZapsClient;
  readonly instanceId: string;
  readonly settings: Settings;
}

/** @throws UsageError that names every missing setting. */
export function connect(terminal: Terminal, flags: SettingFlags): Connection {
  const settings = readSettings(terminal, flags);
  const { clientToken = '', clientSecret, instanceToken, instance = '', baseUrl } = settings;
  const missing: SettingName[] = [];
  if (!clientToken) missing.push('clientToken');
  if (!clientSecret && !instanceToken) missing.push('clientSecret');
  if (!instance) missing.push('instance');
  if (missing.length > 0) throw new UsageError(missing.map(describeMissing).join('\n'));
  const client = new VZapsClient({ clientToken, clientSecret, instanceToken, baseUrl, userAgent: 'vzaps-cli' });
  return { client, instanceId: instance, settings };
}

/** The signer of the setting `secret`. `undefined` without that setting. */
export function createSigner({ secret }: Settings, audience?: string): UrlSigner | undefined {
  return secret === undefined ? undefined : createUrlSigner({ secret, audience });
}
