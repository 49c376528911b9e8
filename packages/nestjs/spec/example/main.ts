import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createUrlSigner, getVZapsClientToken, type VZapsClient } from '@vzaps/nestjs';
import { AppModule } from './app.module.ts';

async function main(): Promise<void> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule, { rawBody: true });
  app.useBodyParser('json', { limit: '10mb' });
  app.enableShutdownHooks();
  await app.listen(process.env.PORT ?? 3000);

  const { PUBLIC_URL, WEBHOOK_SECRET: secret = '', VZAPS_INSTANCE_ID: instanceId = '' } = process.env;
  const webhookURL = createUrlSigner({ secret }).sign(`${PUBLIC_URL}/webhooks/vzaps`, { instanceId });
  const vzaps = app.get<VZapsClient>(getVZapsClientToken());
  await vzaps.webhooks.set({ instanceId, webhookURL, events: ['Message', 'ReadReceipt'] });
}
main();
