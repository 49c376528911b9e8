/** A message-status tracker: sends messages, and tells how far each came. */
import type { AddressInfo } from 'node:net';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { getVZapsClientToken } from '@vzaps/nestjs';
import { AppModule } from './app.module.ts';
import { RecoveryService } from './recovery.service.ts';
import { settings } from './settings.ts';
import { registerWebhook } from './webhook.ts';

// Of forms there is no parser: any site can have a browser post one. What VZaps posts as a form the webhook reads itself.
const app = await NestFactory.create<NestExpressApplication>(AppModule, { bodyParser: false });
// Express' own limit is 100 kB; a receipt names every message that was read at once.
app.useBodyParser('json', { limit: '256kb' });
app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });

if (settings.apiKey) {
  await app.listen(settings.port);
} else {
  Logger.warn('Only this machine can send and read messages: set API_KEY for others.');
  await app.listen(settings.port, '127.0.0.1');
}
const { port } = app.getHttpServer().address() as AddressInfo;
const url = `${settings.publicUrl || `http://127.0.0.1:${port}`}/webhooks/vzaps`;
await registerWebhook(app.get(getVZapsClientToken()), url);
app.get(RecoveryService).start();
console.log(`Listening on port ${port}; VZaps delivers to ${url}`);
