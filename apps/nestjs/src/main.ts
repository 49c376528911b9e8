/** A message-status tracker: it sends messages, and shows which state each has reached. */
import type { AddressInfo } from 'node:net';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { getVZapsClientToken } from '@vzaps/nestjs';
import { AppModule } from './app.module.ts';
import { RecoveryService } from './recovery.service.ts';
import { settings } from './settings.ts';
import { registerWebhook } from './webhook.ts';

// No parser for forms, because any website can make a browser send one. The webhook reads the forms of VZaps itself.
const app = await NestFactory.create<NestExpressApplication>(AppModule, { bodyParser: false });
// The default limit of Express is 100 kB. A receipt contains the ids of all messages that were read at once.
app.useBodyParser('json', { limit: '256kb' });
app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });

if (settings.apiKey) {
  await app.listen(settings.port);
} else {
  Logger.warn('Only this machine can send and read messages. Set API_KEY to allow others.');
  await app.listen(settings.port, '127.0.0.1');
}
const { port } = app.getHttpServer().address() as AddressInfo;
const url = `${settings.publicUrl || `http://127.0.0.1:${port}`}/webhooks/vzaps`;
await registerWebhook(app.get(getVZapsClientToken()), url);
app.get(RecoveryService).start();
console.log(`Listening on port ${port}; VZaps delivers to ${url}`);
