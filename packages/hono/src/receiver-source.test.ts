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
const open = () => createReceiver({ verify: unsafeSkipVerification() }).on('Message', () => {});

/** As a Workers runtime calls it: with the bindings beside the request. */
async function outcomeOf(app: Hono<Worker>, payload: unknown, url = `https://example.com${PATH}`): Promise<unknown> {
  const response = await app.fetch(new Request(url, { method: 'POST', body: JSON.stringify(payload) }), env);
  return response.json();
}

it('makes the receiver from c.env once, however many requests come first', async () => {
  const signer = createUrlSigner({ secret: env.WEBHOOK_SECRET });
  const make = vi.fn((secret: string): Receiver => {
    return createReceiver({ verify: createUrlSigner({ secret }).verify }).on('Message', () => {});
  });
  const app = new Hono<Worker>();
  app.post(
    PATH,
    vzapsWebhook<Worker>((c) => make(c.env.WEBHOOK_SECRET)),
  );
  const url = signer.sign(`https://example.com${PATH}`, { instanceId: 'VZ1' });
  const payload = samplePayload('Message');
  const answers = await Promise.all([1, 2, 3].map(() => outcomeOf(app, payload, url)));
  expect(answers).toEqual([{ outcome: 'handled' }, { outcome: 'duplicate' }, { outcome: 'duplicate' }]);
  expect(await outcomeOf(app, payload, url)).toEqual({ outcome: 'duplicate' });
  expect(make.mock.calls).toEqual([[env.WEBHOOK_SECRET]]);
});

it('makes it again at the next request after it threw', async () => {
  const make = vi.fn(open).mockImplementationOnce(() => {
    throw new Error('not yet');
  });
  const app = new Hono<Worker>();
  app.post(PATH, vzapsWebhook(make));
  app.onError((error, c) => c.json({ error: error.message }, 500));
  expect(await outcomeOf(app, samplePayload('Message'))).toEqual({ error: 'not yet' });
  expect(await outcomeOf(app, samplePayload('Message'))).toEqual({ outcome: 'handled' });
  expect(await outcomeOf(app, samplePayload('Message'))).toEqual({ outcome: 'handled' });
  expect(make).toHaveBeenCalledTimes(2);
});

it('takes what must be awaited from a middleware before it', async () => {
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
  expect(await outcomeOf(app, samplePayload('Message'), url)).toEqual({ instanceId: 'VZ1' });
});
