import { deliver, samplePayload } from '@vzaps/testing';
import { describe, expect, it, vi } from 'vitest';
import { createReceiver, hmacSignature, unsafeSkipVerification, vzapsVerify, vzapsWebhook } from './index.ts';
import { EXPRESS, PATH, serve } from './mounts.fixture.ts';

const MOUNTS = { vzapsWebhook, vzapsVerify } as unknown as Record<string, (receiver?: unknown) => unknown>;

describe.each(Object.entries(MOUNTS))('%s()', (name, mount) => {
  it.each([
    ['undefined', undefined, 'is missing'],
    ['null', null, 'is null'],
    ['the options of a receiver', { verify: unsafeSkipVerification() }, 'is an object'],
    ['a function that returns a receiver', () => createReceiver({ verify: unsafeSkipVerification() }), 'is a function'],
  ])('throws INVALID_OPTION with the fix if its argument is %s', (_, argument, kind) => {
    expect(() => mount(argument)).toThrow(
      expect.objectContaining({
        code: 'INVALID_OPTION',
        message: expect.stringContaining(`${kind}. It must be a receiver. Write ${name}(createReceiver({ verify })).`),
      }),
    );
  });
});

/** An error handler that responds with the error that reached it. */
const showError = (
  error: Error & { code?: string },
  _req: unknown,
  res: { status(code: number): { json(body: unknown): void } },
  _next: unknown,
) => res.status(500).json({ code: error.code, message: error.message });

describe.each(Object.entries(EXPRESS))('vzapsWebhook() on %s', (_, express) => {
  const openReceiver = () => createReceiver({ verify: unsafeSkipVerification() });

  it('is not reached by a GET request if it is mounted with app.post()', async () => {
    const app = express();
    app.post(PATH, vzapsWebhook(openReceiver()));
    expect((await deliver(await serve(app), '', { method: 'GET' })).status).toBe(404);
  });

  it('passes RAW_BODY_MISSING with the fix to next() if a verifier needs bytes that express.json() consumed', async () => {
    const handler = vi.fn();
    const verify = hmacSignature({ secret: 'secret', header: 'x-signature' });
    const app = express();
    app.use(express.json());
    app.post(PATH, vzapsWebhook(createReceiver({ verify }).on('Message', handler)));
    app.use(showError);
    const { status, body } = await deliver(await serve(app), samplePayload('Message'));
    expect(status).toBe(500);
    expect(JSON.parse(body)).toEqual({
      code: 'RAW_BODY_MISSING',
      message: expect.stringContaining('Mount vzapsWebhook() above express.json()'),
    });
    expect(handler).not.toHaveBeenCalled();
  });

  it('passes RAW_BODY_MISSING to next() if another middleware read the stream and kept nothing', async () => {
    const app = express();
    app.use((req, _res, next) => {
      req.resume().on('end', next);
    });
    app.post(PATH, vzapsWebhook(openReceiver()));
    app.use(showError);
    const { body } = await deliver(await serve(app), samplePayload('Message'));
    expect(JSON.parse(body)).toMatchObject({ code: 'RAW_BODY_MISSING' });
  });

  it.each([
    ['reads the stream if it is unread and', false, 200, 'handled'],
    ['responds malformed if the stream was read and', true, 400, 'malformed'],
  ])('%s req.body is a getter that throws', async (_, isRead, status, outcome) => {
    const app = express();
    app.use((req, _res, next) => {
      Object.defineProperty(req, 'body', {
        get: () => {
          throw new SyntaxError('Invalid JSON');
        },
      });
      if (isRead) req.resume().on('end', next);
      else next();
    });
    app.post(PATH, vzapsWebhook(openReceiver().on('Message', () => {})));
    expect(await deliver(await serve(app), samplePayload('Message'))).toMatchObject({ status, outcome });
  });

  it('sends nothing if an earlier middleware has already responded', async () => {
    const app = express();
    const errors: unknown[] = [];
    app.use((_req, res, next) => {
      res.status(503).end('too slow');
      next();
    });
    app.post(PATH, vzapsWebhook(openReceiver()));
    app.use((error: unknown, _req: unknown, _res: unknown, _next: unknown) => errors.push(error));
    expect(await deliver(await serve(app), samplePayload('Presence'))).toMatchObject({ status: 503, body: 'too slow' });
    expect(errors).toEqual([]);
  });
});
