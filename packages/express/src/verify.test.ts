import { createHmac } from 'node:crypto';
import { deliver, samplePayload } from '@vzaps/testing';
import { describe, expect, it } from 'vitest';
import {
  createReceiver,
  createUrlSigner,
  hmacSignature,
  unsafeSkipVerification,
  vzapsVerify,
  vzapsWebhook,
} from './index.ts';
import { EXPRESS, PATH, serve } from './mounts.fixture.ts';

const SECRET = 'shared with a gateway';
const openReceiver = () => createReceiver({ verify: unsafeSkipVerification() });
const hmacReceiver = () => createReceiver({ verify: hmacSignature({ secret: SECRET, header: 'x-signature' }) });
const sign = (body: string) => ({ 'x-signature': createHmac('sha256', SECRET).update(body).digest('hex') });

const payload = samplePayload('Message', { text: 'olá 😀' });
/** Valid JSON that no serialiser would write, so that only the original bytes match the signature. */
const BODY = JSON.stringify(payload, null, 3).replace('{', '{ "version" : 1.0,');
const LONG_BODY = JSON.stringify({ ...payload, padding: 'ü'.repeat(1_000_000) });

describe.each(Object.entries(EXPRESS))('vzapsVerify() on %s', (_, express) => {
  it('passes a verified event in req.vzaps, and responds itself if verification or parsing fails', async () => {
    const signer = createUrlSigner({ secret: 'a secret of thirty-two bytes or more' });
    const app = express();
    app.post(PATH, vzapsVerify(createReceiver({ verify: signer.verify })), (req, res) => {
      res.status(202).json([req.vzaps.event.type, req.vzaps.instanceId]);
    });
    const url = await serve(app);
    const signedUrl = signer.sign(url, { instanceId: 'VZ1' });
    expect(await deliver(signedUrl, samplePayload('ReadReceipt'))).toMatchObject({
      status: 202,
      body: '["ReadReceipt","VZ1"]',
    });
    expect(await deliver(url, samplePayload('ReadReceipt'))).toMatchObject({ status: 401, outcome: 'refused' });
    expect(await deliver(signedUrl, 'no')).toMatchObject({ status: 400, outcome: 'malformed' });
  });

  it.each([
    ['a promise', Promise.resolve(false)],
    ["'false'", 'false'],
    ['1', 1],
  ])('refuses a delivery if the verifier returns %s as `ok`', async (_, ok) => {
    const app = express();
    const receiver = createReceiver({ verify: () => ({ ok }) as never, onOutcome() {} });
    app.post(PATH, vzapsVerify(receiver), (_req, res) => void res.end('let in'));
    expect(await deliver(await serve(app), payload)).toMatchObject({ status: 401, outcome: 'refused' });
  });

  it('leaves an error of the next handler to the application', async () => {
    const app = express();
    app.post(PATH, vzapsVerify(openReceiver()), () => {
      throw new Error('mine');
    });
    app.use((error: Error, _req: unknown, res: { end(text: string): void }, _next: unknown) => res.end(error.message));
    expect((await deliver(await serve(app), samplePayload('Presence'))).body).toBe('mine');
  });

  it.each([
    ['alone', [], BODY],
    ['with a body of many chunks', [], LONG_BODY],
    ['before express.json()', [express.json()], BODY],
    ['before express.text() and express.urlencoded()', [express.text(), express.urlencoded()], BODY],
  ])('leaves the bytes in req.body, as express.raw() does: %s', async (_, parsers, body) => {
    const app = express();
    app.post(PATH, vzapsVerify(hmacReceiver()), ...parsers, (req, res) => {
      res.json([Buffer.isBuffer(req.body), String(req.body) === body, req.vzaps.event.type]);
    });
    expect((await deliver(await serve(app), body, { headers: sign(body) })).body).toBe('[true,true,"Message"]');
  });

  it.each([
    ['without a parser before it', []],
    ['behind express.raw()', [express.raw({ type: () => true })]],
  ])('keeps the bytes for vzapsWebhook() on the same route: %s', async (_, parsers) => {
    const app = express();
    app.use(...parsers, vzapsVerify(hmacReceiver()), express.json());
    app.post(PATH, vzapsWebhook(hmacReceiver().on('Message', () => {})));
    expect(await deliver(await serve(app), BODY, { headers: sign(BODY) })).toMatchObject({ outcome: 'handled' });
  });

  it('leaves the value that an earlier parser put into req.body', async () => {
    const app = express();
    app.post(PATH, express.json(), vzapsVerify(openReceiver()), (req, res) => {
      res.json(req.body);
    });
    expect(JSON.parse((await deliver(await serve(app), payload)).body)).toEqual(payload);
  });
});
