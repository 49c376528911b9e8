import { randomUUID } from 'node:crypto';
import { createReceiver, createUrlSigner } from '@vzaps/core/webhooks';
import { samplePayload } from '@vzaps/testing';
import { describeWithRedis, type RedisServer, startRedisServer } from 'redis-test-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { redisInbox } from '../../index.ts';
import { withoutSecrets } from './remove-secrets.ts';

const signer = createUrlSigner({ secret: 'a secret of thirty-two bytes or more' });
const signedUrl = signer.sign('https://example.com/webhooks/vzaps', { instanceId: 'VZ1' });
const signature = new URL(signedUrl).searchParams.get('vzaps_signature') ?? 'none';

describe('withoutSecrets', () => {
  const clean = (value: unknown) => JSON.parse(withoutSecrets(value));

  it.each(['token', 'Token', 'instanceToken', 'instance-token', 'X-Client-Token', 'authorization', 'client_secret'])(
    'replaces the value of `%s` by an empty string at any depth',
    (name) => {
      const secret = { [name]: 'a "secret" \\' };
      expect(clean({ ...secret, list: [{ deep: { ...secret, next: 1 } }] })).toEqual({
        [name]: '',
        list: [{ deep: { [name]: '', next: 1 } }],
      });
    },
  );

  it('removes the signature of a signed URL, also of a percent-encoded one and inside a text', () => {
    for (const url of [signedUrl, `${signedUrl}&more=1#end`, encodeURIComponent(signedUrl), `{"url":"${signedUrl}"}`]) {
      const cleaned = clean({ url }).url;
      expect(cleaned).not.toContain(signature);
      expect(cleaned).toBe(url.replace(signature, ''));
    }
  });

  it('keeps everything else, also texts about tokens', () => {
    const event = {
      text: 'my "token":"abc" and {"token":"abc"}, \\"token\\":\\"abc\\"',
      message_secret: 'c2VjcmV0',
      media_key: 'a2V5',
      tokens: ['a'],
      'a "token': 'x',
      token: 5,
      say: 'token',
    };
    expect(clean(event)).toEqual(event);
  });

  it('keeps the token of an order inside a message, because the order is requested with it', () => {
    const message = { order_message: { order_id: '1', token: 'AR5y==' }, list: [{ token: 'x' }] };
    const clientToken = 'THE-TOKEN';
    for (const name of ['message', 'Message', 'raw_message', 'RawMessage']) {
      expect(clean({ clientToken, event: { [name]: message } })).toEqual({
        clientToken: '',
        event: { [name]: message },
      });
    }
  });

  it('removes a token of many megabytes', () => {
    expect(clean({ token: 'x'.repeat(12_000_000) })).toEqual({ token: '' });
  });
});

describeWithRedis('An entry in Redis', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterAll(() => server?.close());

  it('contains neither the signed URL nor a token, also when they stand inside the event', async () => {
    const prefix = randomUUID();
    const inbox = redisInbox({ connection: server.url, prefix });
    const web = createReceiver({ verify: signer.verify, inbox });
    const { event, ...payload } = samplePayload('Message', { envelope: 'A', text: 'stored' }) as { event: object };
    const body = JSON.stringify({
      ...payload,
      webhook_url: signedUrl,
      headers: { Authorization: 'Bearer THE-TOKEN' },
      event: { ...event, token: 'THE-TOKEN', hook: { url: signedUrl } },
    });
    expect((await web.fetch(new Request(signedUrl, { method: 'POST', body }))).status).toBe(200);
    const redis = server.connect();
    const [list = ''] = await redis.keys(`{${prefix}}:conversation:*`);
    const [entry = ''] = await redis.lrange(list, 0, -1);
    expect(entry).toContain('stored');
    expect(entry).not.toContain('THE-TOKEN');
    expect(entry).not.toContain(signature);
    await inbox.close();
  });
});
