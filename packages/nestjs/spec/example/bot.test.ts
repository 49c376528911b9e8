import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import 'reflect-metadata';
// #region test
import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { createUrlSigner, getVZapsClientToken, VZapsClient } from '@vzaps/nestjs';
import { createFakeVZaps, deliver, type FakeVZaps, sampleContext, sampleEvent, samplePayload } from '@vzaps/testing';
import { AppModule } from './app.module.ts';
import { BotService } from './bot.service.ts';

const secret = 'a secret of at least 32 bytes, for tests';

describe('BotService', () => {
  let fake: FakeVZaps;
  let app: INestApplication;

  beforeAll(async () => {
    Object.assign(process.env, { WEBHOOK_SECRET: secret, VZAPS_CLIENT_TOKEN: 'test', VZAPS_CLIENT_SECRET: 'test' });
    fake = await createFakeVZaps();
    const { url: baseUrl, clientToken, clientSecret } = fake;
    const module = await Test.createTestingModule({ imports: [AppModule] })
      .overrideProvider(getVZapsClientToken())
      .useValue(new VZapsClient({ baseUrl, clientToken, clientSecret }))
      .compile();
    app = module.createNestApplication();
    await app.listen(0, '127.0.0.1');
  });

  afterAll(async () => {
    await app.close();
    await fake.close();
  });

  it('answers ping with pong', async () => {
    const [{ id: instanceId }] = fake.instances;
    const url = createUrlSigner({ secret }).sign(`${await app.getUrl()}/webhooks/vzaps`, { instanceId });
    const { outcome } = await deliver(url, samplePayload('Message', { text: 'ping' }));
    expect(outcome).toBe('handled');
    expect(fake.sent).toMatchObject([{ body: { message: 'pong' } }]);
  });

  it('does not answer other messages', async () => {
    const ctx = sampleContext();
    await app.get(BotService).answer(sampleEvent('Message', { text: 'hello' }), ctx);
    expect(ctx.replies).toEqual([]);
  });
});
// #endregion
