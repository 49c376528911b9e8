import { createHmac } from 'node:crypto';
import { deliver, samplePayload } from '@vzaps/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { createReceiver, hmacSignature, unsafeSkipVerification, vzapsVerify, vzapsWebhook } from './index.ts';
import { EXPRESS, type Express, listen, PATH } from './mounts.fixture.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(app: ReturnType<Express>): Promise<string> {
  const { url, close } = await listen(app);
  closing.push(close);
  return url;
}

const SECRET = 'shared with a gateway';
const gateway = () => createReceiver({ verify: hmacSignature({ secret: SECRET, header: 'x-signature' }) });
const signed = (body: string) => ({ 'x-signature': createHmac('sha256', SECRET).update(body).digest('hex') });

const payload = samplePayload('Message', { text: 'olá 😀' });
/** Genuine JSON that no serialiser would write. */
const BODY = JSON.stringify(payload, null, 3).replace('{', '{ "version" : 1.0,');
const LONG = JSON.stringify({ ...payload, padding: 'ü'.repeat(1_000_000) });

describe.each(Object.entries(EXPRESS))('after vzapsVerify, on %s,', (_, express) => {
  it.each([
    ['alone', [], BODY],
    ['of many chunks', [], LONG],
    ['with express.json() after it', [express.json()], BODY],
    ['with express.text() and express.urlencoded() after it', [express.text(), express.urlencoded()], BODY],
  ])('req.body holds the bytes, as after express.raw(): %s', async (_, parsers, body) => {
    const app = express();
    app.post(PATH, vzapsVerify(gateway()), ...parsers, (req, res) => {
      res.json([Buffer.isBuffer(req.body), String(req.body) === body, req.vzaps?.event.type]);
    });
    expect((await deliver(await serve(app), body, { headers: signed(body) })).body).toBe('[true,true,"Message"]');
  });

  it.each([
    ['where no parser came first', []],
    ['behind express.raw()', [express.raw({ type: () => true })]],
  ])('vzapsWebhook receives the same bytes: %s', async (_, parsers) => {
    const app = express();
    app.use(...parsers, vzapsVerify(gateway()), express.json());
    app.post(PATH, vzapsWebhook(gateway().on('Message', () => {})));
    expect(await deliver(await serve(app), BODY, { headers: signed(BODY) })).toMatchObject({ outcome: 'handled' });
  });

  it('req.body is still what a parser before it made', async () => {
    const app = express();
    app.post(PATH, express.json(), vzapsVerify(createReceiver({ verify: unsafeSkipVerification() })), (req, res) => {
      res.json(req.body);
    });
    expect(JSON.parse((await deliver(await serve(app), payload)).body)).toEqual(payload);
  });
});
