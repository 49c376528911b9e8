import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { createFakeVZaps, deliver, type FakeVZaps, samplePayload } from '@vzaps/testing';
import Stripe from 'stripe';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { moduleOf } from '../app.fixture.ts';

let fake: FakeVZaps;
beforeAll(async () => {
  fake = await createFakeVZaps();
  Object.assign(process.env, {
    VZAPS_BASE_URL: fake.url,
    VZAPS_CLIENT_TOKEN: fake.clientToken,
    VZAPS_CLIENT_SECRET: fake.clientSecret,
    WEBHOOK_SECRET: 'a secret of at least 32 bytes, for tests',
    STRIPE_API_KEY: 'sk_test_1',
    STRIPE_WEBHOOK_SECRET: 'whsec_test',
  });
});
afterAll(() => fake.close());

it('The quick start handles a receipt, sends a message outside a handler, and answers a probe', async () => {
  const { AppModule } = await import('./app.module.ts');
  const { BotService } = await import('./bot.service.ts');
  const { HealthController } = await import('./health.controller.ts');
  const { OrdersService } = await import('./orders.service.ts');
  const { signer } = await import('./vzaps.ts');
  const root = moduleOf({ imports: [AppModule], providers: [OrdersService], controllers: [HealthController] });
  const app = await NestFactory.create(root, { logger: false });
  await app.listen(0, '127.0.0.1');
  const [{ id: instanceId }] = fake.instances;
  const url = signer.sign(`${await app.getUrl()}/webhooks/vzaps`, { instanceId });
  const receipt = samplePayload('ReadReceipt', { messageIds: ['A'], state: 'Read' });
  expect((await deliver(url, receipt)).outcome).toBe('handled');
  expect([...app.get(BotService).states]).toEqual([['A', 'Read']]);
  await app.get(OrdersService).notify(instanceId, '5511999999999');
  expect(fake.sent.map(({ body }) => body.message)).toEqual(['Your order is ready.']);
  expect(await (await fetch(`${await app.getUrl()}/readyz`)).json()).toMatchObject({ status: 'ok' });
  await app.close();
});

it('The example of several accounts serves one with a handler, and one with its own controller', async () => {
  const { AccountsModule, SalesService } = await import('./accounts.module.ts');
  const { signer, vzaps } = await import('./vzaps.ts');
  const testing = await Test.createTestingModule({ imports: [AccountsModule] }).compile();
  const app = testing.createNestApplication({ logger: false });
  await app.listen(0, '127.0.0.1');
  const signed = async (path: string) => signer.sign((await app.getUrl()) + path, { instanceId: 'VZ1' });
  const sales = await deliver(await signed('/webhooks/vzaps/sales'), samplePayload('Message', { text: 'how much?' }));
  expect(sales.outcome).toBe('handled');
  expect(app.get(SalesService)).toMatchObject({ questions: ['how much?'], vzaps });
  const support = await deliver(await signed('/support/webhook'), samplePayload('Message'));
  expect(JSON.parse(support.body)).toEqual({ type: 'Message', instanceId: 'VZ1' });
  expect((await deliver(`${await app.getUrl()}/else`, '')).status).toBe(404);
  await app.close();
});

it('The example of skipGlobalGuards handles every delivery behind ThrottlerGuard and a guard for HTTP', async () => {
  const { GuardedModule } = await import('./guarded.module.ts');
  const { signer } = await import('./vzaps.ts');
  const app = await NestFactory.create(GuardedModule, { logger: false });
  await app.listen(0, '127.0.0.1');
  const url = signer.sign(`${await app.getUrl()}/webhooks/vzaps`, { instanceId: 'VZ1' });
  for (const text of ['a', 'b', 'c']) {
    expect((await deliver(url, samplePayload('Message', { text }))).outcome).toBe('handled');
  }
  await app.close();
});

it('The example of Stripe verifies Stripe’s webhook beside the webhook of VZaps', async () => {
  const { AppModule } = await import('./app.module.ts');
  const { StripeController } = await import('./stripe.controller.ts');
  const { signer } = await import('./vzaps.ts');
  const root = moduleOf({ imports: [AppModule], controllers: [StripeController] });
  const app = await NestFactory.create(root, { rawBody: true, logger: false });
  await app.listen(0, '127.0.0.1');
  const origin = await app.getUrl();
  const url = signer.sign(`${origin}/webhooks/vzaps`, { instanceId: 'VZ1' });
  expect((await deliver(url, samplePayload('Message', { fromMe: true }))).outcome).toBe('handled');
  const payload = JSON.stringify({ id: 'evt_1', object: 'event', type: 'invoice.paid' }, null, 2);
  const secret = process.env.STRIPE_WEBHOOK_SECRET ?? '';
  const signature = new Stripe('sk_test_1').webhooks.generateTestHeaderString({ payload, secret });
  const paid = await deliver(`${origin}/webhooks/stripe`, payload, { headers: { 'stripe-signature': signature } });
  expect([paid.status, paid.body]).toEqual([201, '{"received":"invoice.paid"}']);
  const forged = await deliver(`${origin}/webhooks/stripe`, `${payload} `, {
    headers: { 'stripe-signature': signature },
  });
  expect(forged.status).toBe(500);
  await app.close();
});
