import { VZapsClient } from '@vzaps/core/client';
import type { EventOf } from '@vzaps/core/events';
import type { EventContext } from '@vzaps/core/webhooks';
import { afterEach, describe, expect, it } from 'vitest';
import { createFakeVZaps, type FakeVZaps } from '../fake/index.ts';
import { sampleEvent } from '../samples/index.ts';
import { sampleContext } from './sample-context.ts';

type Handler = (event: EventOf<'Message'>, ctx: EventContext<VZapsClient, 'Message'>) => Promise<unknown>;

let fake: FakeVZaps | undefined;
afterEach(() => fake?.close());

describe('sampleContext()', () => {
  it('records the replies of a handler and resolves them with an id', async () => {
    const ids: string[] = [];
    const handler: Handler = async (event, ctx) => {
      if (event.text !== 'ping') return;
      ids.push((await ctx.reply('pong', { quote: true })).messageId);
      ids.push((await ctx.reply({ image: 'https://example.com/a.png' })).messageId);
    };
    const context = sampleContext();
    await handler(sampleEvent('Message', { text: 'ping' }), context);
    expect(context.replies).toEqual([
      { message: 'pong', options: { quote: true }, messageId: ids[0] },
      { message: { image: 'https://example.com/a.png' }, options: undefined, messageId: ids[1] },
    ]);
    expect(new Set(ids).size).toBe(2);
  });

  it('resolves replies and downloads with the values of its options', async () => {
    const media = { bytes: new Uint8Array([1, 2]), mimetype: 'text/plain' };
    const context = sampleContext({ messageId: '3EB0MINE', media, instanceId: 'VZ1' });
    expect(await context.reply('hello')).toEqual({ messageId: '3EB0MINE' });
    expect(await context.download()).toBe(media);
    expect(context.instanceId).toBe('VZ1');
  });

  it('records downloads and resolves them with a PNG by default', async () => {
    const context = sampleContext();
    const { media } = sampleEvent('Message', {}, { kind: 'image' });
    const { bytes, mimetype } = await context.download(media, { maxBytes: 1_000 });
    expect(mimetype).toBe('image/png');
    expect([...bytes.subarray(1, 4)].map((byte) => String.fromCharCode(byte)).join('')).toBe('PNG');
    expect(context.downloads).toEqual([{ media, options: { maxBytes: 1_000 } }]);
  });

  it('has a signal that abort() aborts', () => {
    const context = sampleContext();
    expect(context.signal.aborted).toBe(false);
    context.abort(new Error('timeout'));
    expect(context.signal.reason).toEqual(new Error('timeout'));
  });

  it('passes a client to the handler', async () => {
    fake = await createFakeVZaps();
    const { url: baseUrl, clientToken, clientSecret } = fake;
    const client = new VZapsClient({ baseUrl, clientToken, clientSecret });
    const handler: Handler = (event, ctx) =>
      ctx.client.messages.sendText({
        instanceId: fake?.instances[0].id ?? '',
        phone: event.phone ?? '',
        message: 'hi',
      });
    await handler(sampleEvent('Message'), sampleContext({ client }));
    expect(fake.sent).toMatchObject([{ phone: '5511900001234', kind: 'text' }]);
    await client.close();
  });

  it('throws if a handler uses the client and there is none, and can be printed all the same', () => {
    const context = sampleContext();
    expect(() => context.client).toThrow('`client` is missing. It must be an object with the calls');
    expect(() => JSON.stringify(context)).not.toThrow();
    expect({ ...context }).not.toHaveProperty('client');
  });

  it('throws INVALID_OPTION for an unknown option', () => {
    expect(() => sampleContext({ instance: 'VZ1' } as object)).toThrow('Did you mean `instanceId`?');
  });
});
