import { createReceiver, createUrlSigner, VZapsClient, vzapsWebhook } from '@vzaps/express';
import { createFakeVZaps, samplePayload } from '@vzaps/testing';
import express from 'express';

const fake = await createFakeVZaps(); // VZaps on this machine, so that you need no account
const [{ id: instanceId }] = fake.instances;
const client = new VZapsClient({ baseUrl: fake.url, clientToken: fake.clientToken, clientSecret: fake.clientSecret });
const signer = createUrlSigner({ secret: 'at least thirty-two secret characters' });
const receiver = createReceiver({ verify: signer.verify, client }).on('Message', async (event, ctx) => {
  console.log(`${event.pushName} (+${event.phone}) writes: ${event.text}`);
  if (!event.fromMe && event.text === 'ping') await ctx.reply('pong');
});

const server = express().post('/webhooks/vzaps', vzapsWebhook(receiver)).listen(3000, '127.0.0.1');
const webhookURL = signer.sign('http://127.0.0.1:3000/webhooks/vzaps', { instanceId });
await client.webhooks.set({ instanceId, webhookURL, events: ['Message'] });

await fake.deliver(instanceId, samplePayload('Message', { text: 'ping', pushName: 'Ana' }));
console.log(`The bot answers: ${fake.sent[0]?.body.message}`);
await Promise.all([receiver.close(), client.close(), fake.close(), server.close()]);
