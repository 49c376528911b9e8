import { createUrlSigner, type VZapsClient } from '@vzaps/nestjs';
import { settings } from './settings.ts';

export const signer = createUrlSigner({ secret: settings.webhookSecret });

/** Registers the webhook for receipts, unless the same URL is registered already. */
export async function registerWebhook(vzaps: VZapsClient, url: string): Promise<void> {
  const { instanceId } = settings;
  const webhookURL = signer.sign(url, { instanceId });
  const { data } = await vzaps.webhooks.get(instanceId);
  if (data.webhook === webhookURL) return;
  await vzaps.webhooks.set({ instanceId, webhookURL, events: ['ReadReceipt'] });
}
