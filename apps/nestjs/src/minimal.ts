/** The smallest bot. It answers "ping" with "pong". `.env.example` explains the settings. */
import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { EventContext, EventOf } from '@vzaps/nestjs';
import { createUrlSigner, OnVZapsEvent, VZapsClient, VZapsModule } from '@vzaps/nestjs';

const { env } = process;
const instanceId = env.VZAPS_INSTANCE_ID ?? '';
const clientToken = env.VZAPS_CLIENT_TOKEN ?? '';
const vzaps = new VZapsClient({ clientToken, clientSecret: env.VZAPS_CLIENT_SECRET, baseUrl: env.VZAPS_BASE_URL });
const signer = createUrlSigner({ secret: env.WEBHOOK_SECRET ?? '' });
const webhookURL = signer.sign(`${env.PUBLIC_URL}/webhooks/vzaps`, { instanceId });

@Injectable()
class Bot {
  @OnVZapsEvent('Message')
  async answer(event: EventOf<'Message'>, ctx: EventContext<VZapsClient, 'Message'>): Promise<void> {
    if (!event.fromMe && event.text === 'ping') await ctx.reply('pong');
  }
}

@Module({ imports: [VZapsModule.forRoot({ verify: signer.verify, client: vzaps })], providers: [Bot] })
class AppModule {}

const app = await NestFactory.create(AppModule, { bodyParser: false, logger: ['warn', 'error'] });
app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
await app.listen(Number(env.PORT ?? 3000));

async function register(): Promise<void> {
  try {
    const { data } = await vzaps.webhooks.get(instanceId);
    if (data.webhook === '') await vzaps.webhooks.set({ instanceId, webhookURL, events: ['Message'] });
    else if (data.webhook !== webhookURL) console.error('VZaps delivers to another URL. Remove it in the VZaps app.');
  } catch (error) {
    console.error(`Could not register the webhook. Next attempt in 5 s. ${(error as Error).message}`);
    setTimeout(register, 5_000).unref();
  }
}
await register();
