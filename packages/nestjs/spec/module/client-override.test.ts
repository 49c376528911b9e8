import { Injectable } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { deliver, samplePayload } from '@vzaps/testing';
import { describe, expect, it } from 'vitest';
import {
  createUrlSigner,
  type EventContext,
  type EventOf,
  getVZapsClientToken,
  InjectVZaps,
  OnVZapsEvent,
  VZapsClient,
  VZapsModule,
} from '../../src/index.ts';
import { PLATFORMS, platforms } from '../app.fixture.ts';

const signer = createUrlSigner({ secret: 'a secret of thirty-two bytes or more' });
const realClient = new VZapsClient({ clientToken: 'a', clientSecret: 'b', baseUrl: 'http://127.0.0.1:1' });

function createFakeClient() {
  const calls: unknown[] = [];
  const messages = {
    async sendText(request: object) {
      calls.push(request);
      return { data: { messageId: 'FAKE' } };
    },
    async downloadImage(request: object) {
      calls.push(request);
      return { data: { data: Buffer.from('picture').toString('base64'), mimetype: 'image/png' } };
    },
  };
  return { calls, client: { messages } };
}

describe.each(platforms)('A client that a test provides under getVZapsClientToken() on %s', (platform) => {
  it.each([
    ['forRoot()', VZapsModule.forRoot({ verify: signer.verify, client: realClient })],
    ['forRootAsync()', VZapsModule.forRootAsync({ useFactory: () => ({ verify: signer.verify, client: realClient }) })],
  ])('replaces the client of %s in @InjectVZaps(), ctx.client, ctx.reply() and ctx.download()', async (_, vzaps) => {
    const { calls, client } = createFakeClient();
    const seen: unknown[] = [];
    @Injectable()
    class Bot {
      @InjectVZaps() readonly injected!: VZapsClient;

      @OnVZapsEvent('Message')
      async answer(event: EventOf<'Message'>, ctx: EventContext<VZapsClient, 'Message'>) {
        seen.push(this.injected === (client as object), ctx.client === (client as object));
        seen.push(await ctx.reply('pong'));
        const downloaded = await ctx.download(event.media);
        seen.push(Buffer.from(downloaded.bytes).toString());
      }
    }
    const testing = Test.createTestingModule({ imports: [vzaps], providers: [Bot] });
    const module = await testing.overrideProvider(getVZapsClientToken()).useValue(client).compile();
    const app = module.createNestApplication(PLATFORMS[platform](), { logger: false });
    await app.listen(0, '127.0.0.1');
    const url = signer.sign(`${await app.getUrl()}/webhooks/vzaps`, { instanceId: 'VZ1' });
    const { outcome } = await deliver(url, samplePayload('Message', { kind: 'image', mediaUrl: null }));
    await app.close();
    expect([outcome, ...seen]).toEqual(['handled', true, true, { messageId: 'FAKE' }, 'picture']);
    expect(calls).toMatchObject([{ instanceId: 'VZ1', message: 'pong' }, { instanceId: 'VZ1' }]);
  });
});
