/** Registers the application on Workers, which does not register itself. Run `pnpm register` with the Worker's settings. */
import { createUrlSigner, VZapsClient } from '@vzaps/hono';
import { registerWebhook } from './registration.ts';
import { settings } from './settings.ts';

if (!settings.publicUrl) {
  console.error('PUBLIC_URL is missing: it is the address of the Worker.');
  process.exit(1);
}
const url = `${settings.publicUrl}/webhooks/vzaps`;
const signer = createUrlSigner({ secret: settings.webhookSecret });
const client = new VZapsClient(settings.client);
for (const instanceId of settings.instanceIds) {
  await registerWebhook({
    client,
    webhook: { instanceId, webhookURL: signer.sign(url, { instanceId }), events: ['All'] },
    replace: settings.replaceWebhook,
    signal: new AbortController().signal,
  });
  console.log(`VZaps delivers the events of ${instanceId} to ${url}`);
}
