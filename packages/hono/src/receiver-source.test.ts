import { samplePayload } from '@vzaps/testing';
import { Hono } from 'hono';
import { expect, it, vi } from 'vitest';
import {
  createReceiver,
  createUrlSigner,
  type Receiver,
  unsafeSkipVerification,
  vzapsVerify,
  vzapsWebhook,
} from './index.ts';

const PATH = '/webhooks/vzaps';

interface Worker {
  Bindings: { WEBHOOK_SECRET: string };
  Variables: { secret: string };
}

const env = { WEBHOOK_SECRET: 'a secret of thirty-two bytes or more' };
const openReceiver = () => createReceiver({ verify: unsafeSkipVerification() }).on('Message', () => {});

/** Calls the application as a Workers runtime does: with the bindings beside the request. */
async function post(app: Hono<Worker>, payload: unknown, url = `https://example.com${PATH}`): Promise<unknown> {
  const response = await app.fetch(new Request(url, { method: 'POST', body: JSON.stringify(payload) }), env);
  return response.json();
}

it('vzapsWebhook() creates the receiver from c.env once, also when several requests are the first ones', async () => {
  const signer = createUrlSigner({ secret: env.WEBHOOK_SECRET });
  const create = vi.fn((secret: string): Receiver => {
    return createReceiver({ verify: createUrlSigner({ secret }).verify }).on('Message', () => {});
  });
  const app = new Hono<Worker>();
  app.post(
    PATH,
    vzapsWebhook<Worker>((c) => create(c.env.WEBHOOK_SECRET)),
  );
  const url = signer.sign(`https://example.com${PATH}`, { instanceId: 'VZ1' });
  const payload = samplePayload('Message');
  const responses = await Promise.all([1, 2, 3].map(() => post(app, payload, url)));
  expect(responses).toEqual([{ outcome: 'handled' }, { outcome: 'duplicate' }, { outcome: 'duplicate' }]);
  expect(await post(app, payload, url)).toEqual({ outcome: 'duplicate' });
  expect(create.mock.calls).toEqual([[env.WEBHOOK_SECRET]]);
});

it('vzapsWebhook() calls its function again at the next request after the function threw', async () => {
  const create = vi.fn(openReceiver).mockImplementationOnce(() => {
    throw new Error('not yet');
  });
  const app = new Hono<Worker>();
  app.post(PATH, vzapsWebhook(create));
  app.onError((error, c) => c.json({ error: error.message }, 500));
  expect(await post(app, samplePayload('Message'))).toEqual({ error: 'not yet' });
  expect(await post(app, samplePayload('Message'))).toEqual({ outcome: 'handled' });
  expect(await post(app, samplePayload('Message'))).toEqual({ outcome: 'handled' });
  expect(create).toHaveBeenCalledTimes(2);
});

it('vzapsVerify() can read from c.var what a middleware before it awaited', async () => {
  const app = new Hono<Worker>();
  app.use(PATH, async (c, next) => {
    c.set('secret', await Promise.resolve(c.env.WEBHOOK_SECRET));
    await next();
  });
  app.post(
    PATH,
    vzapsVerify<Worker>((c) => createReceiver({ verify: createUrlSigner({ secret: c.var.secret }).verify })),
    (c) => c.json({ instanceId: c.var.vzaps.instanceId }),
  );
  const { sign } = createUrlSigner({ secret: env.WEBHOOK_SECRET });
  const url = sign(`https://example.com${PATH}`, { instanceId: 'VZ1' });
  expect(await post(app, samplePayload('Message'), url)).toEqual({ instanceId: 'VZ1' });
});
