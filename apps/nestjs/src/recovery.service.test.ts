import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { OnVZapsEvent, unsafeSkipVerification, VZapsClient, VZapsModule } from '@vzaps/nestjs';
import { createFakeVZaps, samplePayload } from '@vzaps/testing';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createDatabaseFolder } from './test/database-folder.fixture.ts';

it('RecoveryService retries a failed delivery, and stops with the application', async () => {
  const fake = await createFakeVZaps();
  const folder = await createDatabaseFolder();
  const [{ id: instanceId }] = fake.instances;
  const { url: baseUrl, clientToken, clientSecret } = fake;
  vi.stubEnv('VZAPS_INSTANCE_ID', instanceId);
  vi.stubEnv('VZAPS_CLIENT_TOKEN', clientToken);
  vi.stubEnv('VZAPS_CLIENT_SECRET', clientSecret);
  vi.stubEnv('WEBHOOK_SECRET', 'a secret of at least 32 bytes, for tests');
  vi.stubEnv('DATABASE_FOLDER', folder);
  vi.stubEnv('RECOVERY_GRACE_MS', '0');
  // These modules read the settings when they are imported.
  const { DatabaseModule } = await import('./database/database.module.ts');
  const { MessageStore } = await import('./messages/message-store.ts');
  const { RecoveryService } = await import('./recovery.service.ts');
  const client = new VZapsClient({ baseUrl, clientToken, clientSecret });
  let failures = 1;

  class Handler {
    @OnVZapsEvent('Message')
    handle(): void {
      failures -= 1;
      if (failures >= 0) throw new Error('not yet');
    }
  }
  @Module({
    imports: [VZapsModule.forRoot({ verify: unsafeSkipVerification(), client }), DatabaseModule],
    providers: [Handler, MessageStore, RecoveryService],
  })
  class App {}
  const app = await NestFactory.create(App, { logger: false });
  await app.listen(0, '127.0.0.1');
  onTestFinished(async () => {
    await app.close();
    await fake.close();
    await rm(folder, { recursive: true });
    vi.unstubAllEnvs();
  });
  const webhookURL = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}/webhooks/vzaps`;
  await client.webhooks.set({ instanceId, webhookURL, events: ['Message'] });
  expect(await fake.deliver(instanceId, samplePayload('Message'))).toMatchObject({ status: 'failed' });

  app.get(RecoveryService).start();
  await vi.waitUntil(() => fake.log(instanceId)[0]?.status === 'success', { timeout: 30_000 });
  expect(fake.log(instanceId)).toMatchObject([{ attempts: [{}, {}] }]);
});
