import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Test } from '@nestjs/testing';
import { createFakeVZaps, deliver, type FakeVZaps, samplePayload } from '@vzaps/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

let fake: FakeVZaps;
beforeAll(async () => {
  fake = await createFakeVZaps();
  process.env.VZAPS_BASE_URL = fake.url;
  process.env.VZAPS_CLIENT_TOKEN = fake.clientToken;
  process.env.VZAPS_CLIENT_SECRET = fake.clientSecret;
  process.env.WEBHOOK_SECRET = 'the test keeps its secret in the open';
});
afterAll(() => fake.close());

it('answers ping', async () => {
  const { AppModule } = await import('./app.module.ts');
  const { signer } = await import('./vzaps.ts');

  const testing = await Test.createTestingModule({ imports: [AppModule] }).compile();
  const app = testing.createNestApplication({ logger: false });
  await app.listen(0, '127.0.0.1');

  const [{ id: instanceId }] = fake.instances;
  const url = signer.sign(`${await app.getUrl()}/webhooks/vzaps`, { instanceId });
  const { outcome } = await deliver(url, samplePayload('Message', { text: 'ping' }));
  expect(outcome).toBe('handled');
  expect(fake.sent.map(({ body }) => body.message)).toEqual(['pong']);
  await app.close();
});

it('tracks receipts, as main.ts starts it', async () => {
  const { createApp } = await import('./create-app.ts');
  const { BotService } = await import('./bot.service.ts');
  const { signer } = await import('./vzaps.ts');
  const app = await createApp();
  app.useLogger(false);
  await app.listen(0, '127.0.0.1');
  const url = signer.sign(`${await app.getUrl()}/webhooks/vzaps`, { instanceId: 'VZ1' });
  const receipt = samplePayload('ReadReceipt', { messageIds: ['A'], state: 'Read' });
  expect((await deliver(url, receipt)).outcome).toBe('handled');
  expect([...app.get(BotService).states]).toEqual([['A', 'Read']]);
  await app.close();
});

it('serves two accounts, one of them by a controller of its own, behind a global guard', async () => {
  const { AccountsModule, SalesService } = await import('./accounts.module.ts');
  const { signer, vzaps } = await import('./vzaps.ts');
  const testing = await Test.createTestingModule({ imports: [AccountsModule] }).compile();
  const app = testing.createNestApplication({ logger: false });
  await app.listen(0, '127.0.0.1');
  const signed = async (path: string) => signer.sign((await app.getUrl()) + path, { instanceId: 'VZ1' });
  const sales = await deliver(await signed('/webhooks/vzaps/sales'), samplePayload('Message', { text: 'how much?' }));
  expect(sales.outcome).toBe('handled');
  expect(app.get(SalesService)).toMatchObject({ asked: ['how much?'], vzaps });
  const support = await deliver(await signed('/support/webhook'), samplePayload('Message'));
  expect(JSON.parse(support.body)).toEqual({ type: 'Message', instanceId: 'VZ1' });
  expect((await deliver(`${await app.getUrl()}/else`, '')).status).toBe(404);
  await app.close();
});

it('is what the README shows', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
  const quotes = [...readme.matchAll(/<!-- from ([\w./-]+) -->\n```ts\n([\s\S]+?)```/g)];
  expect(quotes.length).toBeGreaterThan(5);
  for (const [, file = '', quoted = ''] of quotes) {
    const source = readFileSync(join(import.meta.dirname, file), 'utf8');
    for (const block of quoted.trimEnd().split('\n\n')) expect(source).toContain(block);
  }
});
