import type { INestApplicationContext } from '@nestjs/common';
import { createUrlSigner, getVZapsClientToken, type VZapsClient } from '@vzaps/nestjs';

export async function registerWebhook(app: INestApplicationContext, publicUrl: string, instanceId: string) {
  const signer = createUrlSigner({ secret: process.env.WEBHOOK_SECRET ?? '' });
  await app.get<VZapsClient>(getVZapsClientToken()).webhooks.set({
    instanceId,
    webhookURL: signer.sign(`${publicUrl}/webhooks/vzaps`, { instanceId }),
    events: ['Message', 'ReadReceipt'],
  });
}
