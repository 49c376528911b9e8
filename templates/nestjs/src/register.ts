/** Registers the signed URL of this application. Run it once after a deployment: `npm run register`. */
import 'reflect-metadata';
import { ConfigService } from '@nestjs/config';
import { NestFactory } from '@nestjs/core';
import { createUrlSigner, getVZapsClientToken, type VZapsClient } from '@vzaps/nestjs';
import { AppModule } from './app.module.js';

const app = await NestFactory.createApplicationContext(AppModule, { logger: ['warn', 'error'] });
const config = app.get(ConfigService);
const instanceId: string = config.getOrThrow('VZAPS_INSTANCE_ID');
const url = `${config.getOrThrow('PUBLIC_URL')}/webhooks/vzaps`;
const webhookURL = createUrlSigner({ secret: config.getOrThrow('WEBHOOK_SECRET') }).sign(url, { instanceId });
const vzaps = app.get<VZapsClient>(getVZapsClientToken());
await vzaps.webhooks.set({ instanceId, webhookURL, events: ['Message', 'ReadReceipt'] });
console.log(`VZaps delivers the events of ${instanceId} to ${url}.`);
await vzaps.close();
await app.close();
