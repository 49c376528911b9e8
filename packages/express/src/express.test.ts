import { deliver, samplePayload } from '@vzaps/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  createReceiver,
  createUrlSigner,
  hmacSignature,
  unsafeSkipVerification,
  vzapsVerify,
  vzapsWebhook,
} from './index.ts';
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

/** An error handler that shows what reached it. */
const showError = (
  error: Error & { code?: string },
  _req: unknown,
  res: { status(code: number): { json(body: unknown): void } },
  _next: unknown,
) => res.status(500).json({ code: error.code, message: error.message });

describe.each(Object.entries(EXPRESS))('%s', (_, express) => {
  const open = () => createReceiver({ verify: unsafeSkipVerification() });

  it('answers a GET to app.post() itself, with 404', async () => {
    const app = express();
    app.post(PATH, vzapsWebhook(open()));
    expect((await deliver(await serve(app), '', { method: 'GET' })).status).toBe(404);
  });

  it('tells the cure when a verifier needs the bytes and express.json() has them', async () => {
    const handler = vi.fn();
    const receiver = createReceiver({ verify: hmacSignature({ secret: 'secret', header: 'x-signature' }) }).on(
      'Message',
      handler,
    );
    const app = express();
    app.use(express.json());
    app.post(PATH, vzapsWebhook(receiver));
    app.use(showError);
    const { status, body } = await deliver(await serve(app), samplePayload('Message'));
    expect(status).toBe(500);
    expect(JSON.parse(body)).toEqual({
      code: 'RAW_BODY_MISSING',
      message: expect.stringContaining('Mount vzapsWebhook() above express.json()'),
    });
    expect(handler).not.toHaveBeenCalled();
  });

  it('tells the cure when something else drained the stream and left nothing', async () => {
    const app = express();
    app.use((req, _res, next) => {
      req.resume().on('end', next);
    });
    app.post(PATH, vzapsWebhook(open()));
    app.use(showError);
    const { body } = await deliver(await serve(app), samplePayload('Message'));
    expect(JSON.parse(body)).toMatchObject({ code: 'RAW_BODY_MISSING' });
  });

  it('hands a verified, typed event over in req.vzaps, and answers the rest itself', async () => {
    const signer = createUrlSigner({ secret: 'a secret of thirty-two bytes or more' });
    const app = express();
    app.post(PATH, vzapsVerify(createReceiver({ verify: signer.verify })), (req, res) => {
      res.status(202).json([req.vzaps?.event.type, req.vzaps?.instanceId]);
    });
    const url = await serve(app);
    const signed = signer.sign(url, { instanceId: 'VZ1' });
    expect(await deliver(signed, samplePayload('ReadReceipt'))).toMatchObject({
      status: 202,
      body: '["ReadReceipt","VZ1"]',
    });
    expect(await deliver(url, samplePayload('ReadReceipt'))).toMatchObject({ status: 401, outcome: 'refused' });
    expect(await deliver(signed, 'no')).toMatchObject({ status: 400, outcome: 'malformed' });
  });

  it('leaves what the handler after vzapsVerify throws to the application', async () => {
    const app = express();
    app.post(PATH, vzapsVerify(open()), () => {
      throw Object.assign(new Error('mine'), { code: 'MINE' });
    });
    app.use(showError);
    expect(JSON.parse((await deliver(await serve(app), samplePayload('Presence'))).body)).toEqual({
      code: 'MINE',
      message: 'mine',
    });
  });

  it('lets a middleware that answered first have the word', async () => {
    const app = express();
    const errors: unknown[] = [];
    app.use((_req, res, next) => {
      res.status(503).end('too slow');
      next();
    });
    app.post(PATH, vzapsWebhook(open()));
    app.use((error: unknown, _req: unknown, _res: unknown, _next: unknown) => errors.push(error));
    expect(await deliver(await serve(app), samplePayload('Presence'))).toMatchObject({ status: 503, body: 'too slow' });
    expect(errors).toEqual([]);
  });
});
