/** Registers the signed URL of this application. Run it once after a deployment: `npm run register`. */
import { settings } from './settings.js';
import { signer, vzaps } from './vzaps.js';

const { instanceId, publicUrl } = settings;
const webhookURL = signer.sign(`${publicUrl}/webhooks/vzaps`, { instanceId });
await vzaps.webhooks.set({ instanceId, webhookURL, events: ['Message', 'ReadReceipt'] });
console.log(`VZaps delivers the events of ${instanceId} to ${publicUrl}/webhooks/vzaps.`);
await vzaps.close();
