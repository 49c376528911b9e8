/** A message-status tracker: it sends messages, and shows which state each has reached. */
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.ts';
import { RecoveryService } from './recovery.service.ts';
import { settings } from './settings.ts';
import { WebhookService } from './webhook.service.ts';

const { apiKey, isKeyGenerated, publicUrl } = settings;

// No parser for forms, because any website can make a browser send one. The webhook reads the forms of VZaps itself.
const app = await NestFactory.create<NestExpressApplication>(AppModule, { bodyParser: false });
// The default limit of Express is 100 kB. A receipt contains the ids of all messages that were read at once.
app.useBodyParser('json', { limit: '256kb' });
app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });

// Without any setting for access from outside, only this machine can connect.
await (isKeyGenerated && !publicUrl ? app.listen(settings.port, '127.0.0.1') : app.listen(settings.port));
const { port } = app.getHttpServer().address() as AddressInfo;
console.log(`Listening on port ${port}.`);
if (isKeyGenerated) console.log(`Send this header: Authorization: Bearer ${apiKey}`);

try {
  await app.get(WebhookService).register(`${publicUrl || `http://127.0.0.1:${port}`}/webhooks/vzaps`);
  app.get(RecoveryService).start();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
  await app.close();
}
