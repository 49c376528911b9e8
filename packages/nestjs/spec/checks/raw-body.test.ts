import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { deliver, samplePayload } from '@vzaps/testing';
import { describe, expect, it } from 'vitest';
import { createUrlSigner, type EventOf, hmacSignature, OnVZapsEvent, VZapsModule } from '../../src/index.ts';
import { PLATFORMS, type Platform, platforms, type Setup, start } from '../app.fixture.ts';

const signer = createUrlSigner({ secret: 'a secret of thirty-two bytes or more' });
const gateway = hmacSignature({ secret: 'shared', header: 'x-signature' });
const MISSING = { code: 'RAW_BODY_MISSING', message: expect.stringContaining('{ rawBody: true }') };

const seen: unknown[] = [];
@Injectable()
class Handlers {
  @OnVZapsEvent('Message')
  handle(event: EventOf<'Message'>) {
    seen.push(event.text);
  }
}
const boot = (platform: Platform, setup: Setup, verify: typeof gateway | (typeof gateway)[] = gateway) =>
  start(platform, { imports: [VZapsModule.forRoot({ verify })], providers: [Handlers] }, setup);

async function deliverSigned(origin: string, headers: Record<string, string> = {}) {
  seen.length = 0;
  // No JSON.stringify() writes this.
  const body = `\uFEFF {"\\u0076": 1.0,  ${JSON.stringify(samplePayload('Message', { text: 'olá 😀' })).slice(1)}\r\n`;
  const signature = createHmac('sha256', 'shared').update(body).digest('hex');
  const result = await deliver(`${origin}/webhooks/vzaps`, body, { headers: { ...headers, 'x-signature': signature } });
  return [result.status, result.outcome, ...seen];
}

describe.each(platforms)('a verifier that needs the bytes, on %s', (platform) => {
  it('has them with rawBody: true', async () => {
    const { origin } = await boot(platform, { rawBody: true });
    expect(await deliverSigned(origin)).toEqual([200, 'handled', 'olá 😀']);
    expect(await deliverSigned(origin, { 'content-type': 'text/plain' })).toEqual([200, 'handled', 'olá 😀']);
    const forged = await deliver(`${origin}/webhooks/vzaps`, samplePayload('Message'));
    expect(forged.status).toBe(401);
  });

  it('keeps the application from starting without, and says how', async () => {
    await expect(boot(platform, {})).rejects.toMatchObject(MISSING);
    await expect(boot(platform, {}, [signer.verify, gateway])).rejects.toMatchObject(MISSING);
  });

  it('does not keep it when another verifier is used', async () => {
    const { origin } = await boot(platform, {}, signer.verify);
    const url = signer.sign(`${origin}/webhooks/vzaps`, { instanceId: 'VZ1' });
    expect((await deliver(url, samplePayload('Message'))).outcome).toBe('handled');
  });

  it('has them from a parser that leaves bytes', async () => {
    const { origin } = await boot(platform, {
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
    expect(await deliverSigned(origin)).toEqual([200, 'handled', 'olá 😀']);
  });
});

type Done = (error: null, body: unknown) => void;

it.each(platforms)('is told of it in a test on %s, too', async (platform) => {
  const testing = Test.createTestingModule({ imports: [VZapsModule.forRoot({ verify: gateway })] });
  const app = (await testing.compile()).createNestApplication(PLATFORMS[platform](), { logger: false });
  await expect(app.init()).rejects.toMatchObject(MISSING);
  await app.close();
});

it('has the bytes on Express without a parser', async () => {
  const { origin } = await boot('Express', { bodyParser: false, rawBody: true });
  expect(await deliverSigned(origin)).toEqual([200, 'handled', 'olá 😀']);
});

it('is told that bodyParser: false turns rawBody off on Fastify', async () => {
  await expect(boot('Fastify', { bodyParser: false, rawBody: true })).rejects.toMatchObject({
    ...MISSING,
    message: expect.stringContaining('bodyParser: false'),
  });
});

it.each(platforms)('takes a history larger than the limit of %s once useBodyParser() raised it', async (platform) => {
  const padding = 'x'.repeat(2_000_000);
  const big = { ...samplePayload('Message'), padding };
  const { origin } = await boot(platform, { rawBody: true }, signer.verify);
  const url = (at: string) => signer.sign(`${at}/webhooks/vzaps`, { instanceId: 'VZ1' });
  expect((await deliver(url(origin), big)).status).toBe(413);
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
  expect((await deliver(url(raised.origin), big)).outcome).toBe('handled');
});
