import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseEvent, type VZapsEvent } from '../../events/index.ts';
import type { ClientOption } from '../receiver/client-port.ts';
import { createReceiver } from '../receiver/create-receiver.ts';
import { type MessageOptions, message } from '../test/message.fixture.ts';
import { unsafeSkipVerification } from '../verifiers/unsafe-skip-verification.ts';
import type { MediaOptions } from './media/download.ts';
import type { DownloadedMedia } from './media/downloaded-media.ts';
import type { ReplyMessage } from './reply.ts';

/** A client that records its calls: a second implementation of the port, beside VZapsClient. */
function recordingClient(instanceId?: string) {
  const calls: [string, object][] = [];
  const call = (name: string, data: object) => async (request: object) => {
    calls.push([name, request]);
    return { data } as never;
  };
  const sent = { messageId: 'SENT1' };
  const messages = {
    sendText: call('sendText', sent),
    sendImage: call('sendImage', sent),
    downloadImage: call('downloadImage', { mimetype: 'image/png', data: `data:image/png;base64,${btoa('picture')}` }),
    downloadAudio: call('downloadAudio', { data: btoa('sound') }),
  };
  return { calls, client: { ...(instanceId && { instanceId }), messages } };
}

/** Handles one message, and returns the result of the action. */
async function acting<T>(
  client: ClientOption | undefined,
  options: MessageOptions,
  act: (ctx: {
    reply: (message: string | ReplyMessage, options?: object) => Promise<T>;
    download: (media?: unknown) => Promise<DownloadedMedia>;
  }) => unknown,
  instanceId?: string,
  media?: MediaOptions,
) {
  let result: unknown;
  const receiver = createReceiver({ verify: unsafeSkipVerification(), client, media, partialWaitMs: 0 }).on(
    'Message',
    async (_event, ctx) => {
      result = await act(ctx as never);
    },
  );
  const outcome = await receiver.dispatch(
    parseEvent(message(options)) as VZapsEvent,
    instanceId === undefined ? {} : { instanceId },
  );
  return { result, outcome };
}

describe('ctx.reply', () => {
  it('sends a text to the phone of the sender, from the instance that received the message', async () => {
    const { client, calls } = recordingClient();
    const { result } = await acting(client, {}, (ctx) => ctx.reply('pong'), 'VZ1');
    expect(calls).toEqual([['sendText', { instanceId: 'VZ1', phone: '5511999990000', message: 'pong' }]]);
    expect(result).toEqual({ messageId: 'SENT1' });
  });

  it('quotes the message, and sends media', async () => {
    const { client, calls } = recordingClient();
    await acting(
      client,
      { id: 'IN1' },
      (ctx) => ctx.reply({ image: 'https://x.example/a.png', caption: 'a' }, { quote: true }),
      'VZ1',
    );
    expect(calls).toEqual([
      [
        'sendImage',
        {
          instanceId: 'VZ1',
          phone: '5511999990000',
          image: 'https://x.example/a.png',
          caption: 'a',
          replyToMessageId: 'IN1',
        },
      ],
    ]);
  });

  it('sends to the group, and to the JID of a hidden number', async () => {
    const { client, calls } = recordingClient();
    await acting(client, { chat: '123@g.us', isGroup: true }, (ctx) => ctx.reply('a'), 'VZ1');
    await acting(client, { chat: '777@lid' }, (ctx) => ctx.reply('b'), 'VZ1');
    expect(calls.map(([, request]) => (request as { phone: string }).phone)).toEqual(['123@g.us', '777@lid']);
  });

  it('omits the instance for a client that is bound to one', async () => {
    const { client, calls } = recordingClient('VZ1');
    await acting(client, {}, (ctx) => ctx.reply('pong'));
    expect(calls).toEqual([['sendText', { phone: '5511999990000', message: 'pong' }]]);
  });

  it('uses the client that the function returns for the instance', async () => {
    const clients = { VZ1: recordingClient(), VZ2: recordingClient('VZ2') };
    for (const id of ['VZ1', 'VZ2'] as const)
      await acting(
        (instanceId) => clients[instanceId as 'VZ1'].client,
        {},
        (ctx) => ctx.reply('a'),
        id,
      );
    expect([clients.VZ1.calls.length, clients.VZ2.calls.length]).toEqual([1, 1]);
  });

  it.each([
    ['the client is not bound and the instance is unknown', recordingClient().client, undefined],
    ['the client is a function and the instance is unknown', () => recordingClient().client, undefined],
    ['the client is bound to another instance', recordingClient('VZ2').client, 'VZ1'],
  ])('throws INVALID_REQUEST if %s', async (_, client, instanceId) => {
    const { outcome } = await acting(client, {}, (ctx) => ctx.reply('pong'), instanceId);
    expect(outcome).toMatchObject({ kind: 'failed', errors: [{ code: 'INVALID_REQUEST' }] });
  });

  it.each(['reply', 'download'] as const)(
    'ctx.%s() says how to give the receiver a client if it has none',
    async (name) => {
      const { outcome } = await acting(undefined, {}, (ctx) => ctx[name]('pong'), 'VZ1');
      expect(outcome).toMatchObject({
        kind: 'failed',
        errors: [{ code: 'INVALID_REQUEST', message: expect.stringContaining('new VZapsClient({ clientToken') }],
      });
    },
  );

  it('throws INVALID_REQUEST if the client cannot send such a message', async () => {
    for (const reply of [{ video: 'https://x.example/a.mp4' }, {} as ReplyMessage]) {
      const { outcome } = await acting(recordingClient().client, {}, (ctx) => ctx.reply(reply), 'VZ1');
      expect(outcome).toMatchObject({ kind: 'failed', errors: [{ code: 'INVALID_REQUEST' }] });
    }
  });
});

describe('ctx.download', () => {
  const server = createServer((req, res) => {
    if (req.url === '/ready.jpg') res.setHeader('content-type', 'image/jpeg').end('ready');
    else res.writeHead(404).end('gone');
  });
  let origin = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
  });
  const image = {
    image_message: { url: 'https://mmg.example/x', media_key: 'a2V5', mimetype: 'image/jpeg', file_length: '7' },
  };
  const text = ({ bytes, mimetype }: DownloadedMedia) => [new TextDecoder().decode(bytes), mimetype];

  it('downloads the stored file if there is one', async () => {
    const { client, calls } = recordingClient();
    const { result } = await acting(
      client,
      { message: image, mediaUrl: `${origin}/ready.jpg` },
      (ctx) => ctx.download(),
      'VZ1',
      { allow: [origin] },
    );
    expect(text(result as DownloadedMedia)).toEqual(['ready', 'image/jpeg']);
    expect(calls).toEqual([]);
  });

  it('uses the download route if there is no stored file, or it is gone', async () => {
    const allow = [origin, 'http://127.0.0.1:1'];
    for (const options of [
      { message: image },
      { message: image, mediaUrl: `${origin}/gone.jpg` },
      { message: image, mediaUrl: 'http://127.0.0.1:1/' },
    ]) {
      const { client, calls } = recordingClient();
      const { result } = await acting(client, options, (ctx) => ctx.download(), 'VZ1', { allow });
      expect(text(result as DownloadedMedia)).toEqual(['picture', 'image/png']);
      expect(calls).toEqual([['downloadImage', expect.objectContaining({ instanceId: 'VZ1', media_key: 'a2V5' })]]);
    }
  });

  it('accepts base64 without a data URL', async () => {
    const audio = { audio_message: { ...image.image_message, mimetype: 'audio/ogg; codecs=opus' } };
    const { result } = await acting(recordingClient().client, { message: audio }, (ctx) => ctx.download(), 'VZ1');
    expect(text(result as DownloadedMedia)).toEqual(['sound', 'audio/ogg; codecs=opus']);
  });

  it('throws INVALID_REQUEST if there is no media, or the client has no download call', async () => {
    const video = { video_message: { ...image.image_message, mimetype: 'video/mp4' } };
    for (const options of [{}, { message: video }]) {
      const { outcome } = await acting(recordingClient().client, options, (ctx) => ctx.download(), 'VZ1');
      expect(outcome).toMatchObject({ kind: 'failed', errors: [{ code: 'INVALID_REQUEST' }] });
    }
  });
});
