import { instanceIds, signer, vzaps } from './settings.ts';

/** Registers the signed URL of each instance at VZaps, where it is not the one that stands there already. */
export async function register(publicUrl: string): Promise<void> {
  for (const instanceId of instanceIds) {
    const webhookURL = signer.sign(`${publicUrl}/webhooks/vzaps`, { instanceId });
    const { data } = await vzaps.webhooks.get(instanceId);
    if (data.webhook !== webhookURL) await vzaps.webhooks.set({ instanceId, webhookURL, events: ['All'] });
  }
}
