import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { deliver, samplePayload } from '@vzaps/testing';
import { json } from 'express';
import { describe, expect, it } from 'vitest';
import { createUrlSigner, type EventOf, hmacSignature, OnVZapsEvent, VZapsModule } from '../../src/index.ts';
import { collectLog, PLATFORMS, type Platform, platforms, type Setup, start } from '../app.fixture.ts';

const signer = createUrlSigner({ secret: 'a secret of thirty-two bytes or more' });
const gateway = hmacSignature({ secret: 'shared', header: 'x-signature' });
const WARNING = /^warn: A verifier of VZapsModule needs the bytes .* \{ rawBody: true \}\)\. `bodyParser: false`/;

const seen: unknown[] = [];
@Injectable()
class Handlers {
  @OnVZapsEvent('Message')
  handle(event: EventOf<'Message'>) {
    seen.push(event.text);
  }
}

async function boot(platform: Platform, setup: Setup, verify: typeof gateway | (typeof gateway)[] = gateway) {
  const { lines, logger } = collectLog();
  const metadata = { imports: [VZapsModule.forRoot({ verify })], providers: [Handlers] };
  return { ...(await start(platform, metadata, { logger, ...setup })), lines };
}

async function deliverSigned(origin: string, headers: Record<string, string> = {}) {
  seen.length = 0;
  // JSON.stringify() never writes these bytes, so a parsed body cannot be verified.
  const body = `\uFEFF {"\\u0076": 1.0,  ${JSON.stringify(samplePayload('Message', { text: 'olá 😀' })).slice(1)}\r\n`;
  const signature = createHmac('sha256', 'shared').update(body).digest('hex');
  const result = await deliver(`${origin}/webhooks/vzaps`, body, { headers: { ...headers, 'x-signature': signature } });
  return [result.status, result.outcome, ...seen];
}
const HANDLED = [200, 'handled', 'olá 😀'];

describe.each(platforms)('A verifier that needs the bytes on %s', (platform) => {
  it('receives them with rawBody: true', async () => {
    const { origin, lines } = await boot(platform, { rawBody: true });
    expect(await deliverSigned(origin)).toEqual(HANDLED);
    expect(await deliverSigned(origin, { 'content-type': 'text/plain' })).toEqual(HANDLED);
    const forged = await deliver(`${origin}/webhooks/vzaps`, samplePayload('Message'));
    expect(forged.status).toBe(401);
    expect(lines.filter((line) => WARNING.test(line))).toEqual([]);
  });

  it.each([
    ['alone', gateway],
    ['in a list', [signer.verify, gateway]],
  ])('makes the application log a warning without rawBody, and fails each delivery: %s', async (_, verify) => {
    const { origin, lines } = await boot(platform, {}, verify);
    expect(lines).toEqual([expect.stringMatching(WARNING)]);
    expect((await deliverSigned(origin)).slice(0, 2)).toEqual([500, 'failed']);
    expect(lines).toEqual([expect.anything(), expect.stringContaining('{ rawBody: true }')]);
  });

  it('receives them from a parser that leaves bytes', async () => {
    const { origin, lines } = await boot(platform, {
      before(app) {
        const type = 'application/json';
        if (platform === 'Express') (app as NestExpressApplication).useBodyParser('raw', { type });
        else {
          const fastify = app.getHttpAdapter().getInstance();
          fastify.removeContentTypeParser(type);
          fastify.addContentTypeParser(type, { parseAs: 'buffer' }, (_: unknown, body: unknown, done: Done) =>
            done(null, body),
          );
        }
      },
      bodyParser: false,
    });
    expect(await deliverSigned(origin)).toEqual(HANDLED);
    expect(lines).toEqual([]);
  });

  it('makes a testing module’s application log the warning, too', async () => {
    const { lines, logger } = collectLog();
    const testing = Test.createTestingModule({ imports: [VZapsModule.forRoot({ verify: gateway })] });
    const app = (await testing.compile()).createNestApplication(PLATFORMS[platform](), { logger });
    await app.init();
    expect(lines).toEqual([expect.stringMatching(WARNING)]);
    await app.close();
  });
});

type Done = (error: null, body: unknown) => void;

it.each(platforms)(
  'A verifier that needs no bytes starts without rawBody and without a warning on %s',
  async (platform) => {
    const { origin, lines } = await boot(platform, {}, signer.verify);
    const url = signer.sign(`${origin}/webhooks/vzaps`, { instanceId: 'VZ1' });
    expect((await deliver(url, samplePayload('Message'))).outcome).toBe('handled');
    expect(lines).toEqual([]);
  },
);

it('A verifier that needs the bytes receives them on Express without any body parser', async () => {
  const { origin, lines } = await boot('Express', { bodyParser: false, rawBody: true });
  expect(await deliverSigned(origin)).toEqual(HANDLED);
  expect(lines).toEqual([]);
});

type RequestWithBytes = Pick<IncomingMessage, 'url' | 'headers'> & { rawBody?: Buffer };

it.each<[string, (request: RequestWithBytes) => boolean]>([
  ['path', ({ url }) => url === '/webhooks/vzaps'],
  ['header', ({ headers }) => 'x-signature' in headers],
])('An application starts if express.json({ verify }) keeps the bytes only for a certain %s', async (_, isKept) => {
  const { origin, lines } = await boot('Express', {
    bodyParser: false,
    before: (app) =>
      app.use(
        json({
          verify(request: IncomingMessage & RequestWithBytes, _response, bytes) {
            if (isKept(request)) request.rawBody = bytes;
          },
        }),
      ),
  });
  expect(await deliverSigned(origin)).toEqual(HANDLED);
  expect(lines.length).toBeLessThan(2);
});

it('An application starts if express.json() is mounted only below another path', async () => {
  const { origin } = await boot('Express', { bodyParser: false, before: (app) => app.use('/api', json()) });
  expect(await deliverSigned(origin)).toEqual(HANDLED);
});

it('A Fastify parser that reads the stream itself is not called at startup', async () => {
  const { origin, lines } = await boot('Fastify', {
    before(app) {
      const fastify = app.getHttpAdapter().getInstance();
      fastify.removeContentTypeParser('application/json');
      fastify.addContentTypeParser('application/json', async (_: unknown, payload: Readable) => {
        const chunks: Buffer[] = [];
        for await (const chunk of payload) chunks.push(chunk);
        return Buffer.concat(chunks);
      });
    },
    bodyParser: false,
  });
  expect(await deliverSigned(origin)).toEqual(HANDLED);
  expect(lines).toEqual([]);
});

it('An async Fastify parser that leaves bytes causes no warning', async () => {
  const { origin, lines } = await boot('Fastify', {
    before(app) {
      const fastify = app.getHttpAdapter().getInstance();
      fastify.removeContentTypeParser('application/json');
      fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_: unknown, body: Buffer) => body);
    },
    bodyParser: false,
  });
  expect(await deliverSigned(origin)).toEqual(HANDLED);
  expect(lines).toEqual([]);
});

it('The warning says that bodyParser: false switches rawBody off on Fastify', async () => {
  const { lines } = await boot('Fastify', { bodyParser: false, rawBody: true });
  expect(lines).toEqual([expect.stringContaining('`bodyParser: false` switches `rawBody` off')]);
});

it.each(platforms)('useBodyParser() raises the limit of %s, so that a large history is handled', async (platform) => {
  const padding = 'x'.repeat(2_000_000);
  const large = { ...samplePayload('Message'), padding };
  const { origin } = await boot(platform, { rawBody: true }, signer.verify);
  const url = (base: string) => signer.sign(`${base}/webhooks/vzaps`, { instanceId: 'VZ1' });
  expect((await deliver(url(origin), large)).status).toBe(413);
  const raised = await boot(
    platform,
    {
      rawBody: true,
      before(app) {
        if (platform === 'Express') (app as NestExpressApplication).useBodyParser('json', { limit: '10mb' });
        else (app as NestFastifyApplication).useBodyParser('application/json', { bodyLimit: 10 * 1024 * 1024 });
      },
    },
    signer.verify,
  );
  expect((await deliver(url(raised.origin), large)).outcome).toBe('handled');
});
