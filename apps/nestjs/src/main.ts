/** A message-status tracker: sends messages, and tells how far each came. */
import type { AddressInfo } from 'node:net';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { getVZapsToken } from '@vzaps/nestjs';
import { AppModule } from './app.module.ts';
import { RecoveryService } from './recovery.service.ts';
import { settings } from './settings.ts';
import { registerWebhook } from './webhook.ts';

const app = await NestFactory.create<NestExpressApplication>(AppModule);
// Express' own limit is 100 kB; a receipt names every message that was read at once.
app.useBodyParser('json', { limit: '256kb' });
app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
if (!settings.apiKey) Logger.warn('Whoever reaches this port can send and read messages: set API_KEY.');

await app.listen(settings.port);
const { port } = app.getHttpServer().address() as AddressInfo;
const url = `${settings.publicUrl || `http://localhost:${port}`}/webhooks/vzaps`;
await registerWebhook(app.get(getVZapsToken()), url);
app.get(RecoveryService).start();
console.log(`Listening on port ${port}; VZaps delivers to ${url}`);
