import { type ArgumentsHost, Controller, HttpCode, type PipeTransform, Post, UseGuards } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import { deliver, samplePayload } from '@vzaps/testing';
import { describe, expect, it } from 'vitest';
import {
  createUrlSigner,
  type EventOf,
  hmacSignature,
  type VerifiedEvent,
  VZapsContext,
  VZapsGuard,
  VZapsModule,
  VZapsPayload,
} from '../../src/index.ts';
import { platforms, start } from '../app.fixture.ts';

const signer = createUrlSigner({ secret: 'a secret of thirty-two bytes or more' });

class Text implements PipeTransform {
  transform = (event: EventOf<'Message'>) => event.text;
}

@Controller('mine')
class OwnController {
  @Post()
  @HttpCode(202)
  @UseGuards(VZapsGuard('own'))
  receive(@VZapsPayload(Text) text: string, @VZapsContext() ctx: Omit<VerifiedEvent, 'event'>) {
    return { text, ctx };
  }

  @Post('unguarded')
  forgotten(@VZapsPayload() event: unknown) {
    return { event };
  }
}

const own = VZapsModule.forRoot({ name: 'own', path: false, verify: signer.verify });

describe.each(platforms)('A controller of the application behind VZapsGuard on %s', (platform) => {
  it('receives the verified event through pipes, and sends its own response', async () => {
    const { origin } = await start(platform, { imports: [own], controllers: [OwnController] });
    const url = signer.sign(`${origin}/mine`, { instanceId: 'VZ1' });
    const result = await deliver(url, samplePayload('Message', { text: 'hi' }));
    expect(result.status).toBe(202);
    expect(JSON.parse(result.body)).toEqual({ text: 'hi', ctx: { instanceId: 'VZ1' } });
  });

  it('receives neither a delivery that is not verified nor one that is no event', async () => {
    const { origin } = await start(platform, { imports: [own], controllers: [OwnController] });
    const forged = await deliver(`${origin}/mine`, samplePayload('Message'));
    expect(forged).toMatchObject({ status: 401, body: '{"outcome":"refused"}' });
    const url = signer.sign(`${origin}/mine`, { instanceId: 'VZ1' });
    expect((await deliver(url, '{"hello":"world"}')).status).toBe(422);
  });

  it.each([
    ['a promise', Promise.resolve(false)],
    ["'false'", 'false'],
    ['1', 1],
  ])('does not receive a delivery if the verifier returns %s as `ok`', async (_, ok) => {
    const imports = [VZapsModule.forRoot({ name: 'own', path: false, verify: () => ({ ok }) as never })];
    const { origin } = await start(platform, { imports, controllers: [OwnController] });
    expect(await deliver(`${origin}/mine`, samplePayload('Message'))).toMatchObject({
      status: 401,
      body: '{"outcome":"refused"}',
    });
  });

  it('fails with GUARD_MISSING if the route is not behind VZapsGuard', async () => {
    const errors: unknown[] = [];
    class Collect extends BaseExceptionFilter {
      override catch(error: unknown, host: ArgumentsHost) {
        errors.push(error);
        super.catch(error, host);
      }
    }
    const { origin } = await start(
      platform,
      { imports: [own], controllers: [OwnController] },
      {
        before: (app) => app.useGlobalFilters(new Collect(app.getHttpAdapter())),
      },
    );
    expect((await deliver(`${origin}/mine/unguarded`, samplePayload('Message'))).status).toBe(500);
    expect(errors).toMatchObject([{ code: 'GUARD_MISSING' }]);
  });

  it('receives an event whose bytes were verified', async () => {
    const { createHmac } = await import('node:crypto');
    @Controller('mine')
    class Signed {
      @Post()
      @UseGuards(VZapsGuard())
      receive(@VZapsPayload() event: EventOf<'Message'>) {
        return event.text;
      }
    }
    const verify = hmacSignature({ secret: 'shared', header: 'x-signature' });
    const { origin } = await start(
      platform,
      { imports: [VZapsModule.forRoot({ path: false, verify })], controllers: [Signed] },
      { rawBody: true },
    );
    const body = ` ${JSON.stringify(samplePayload('Message', { text: '1.0 😀' }), null, 3)}\n`;
    const signature = createHmac('sha256', 'shared').update(body).digest('hex');
    const result = await deliver(`${origin}/mine`, body, { headers: { 'x-signature': signature } });
    expect([result.status, result.body]).toEqual([201, '1.0 😀']);
    const other = await deliver(`${origin}/mine`, `${body} `, { headers: { 'x-signature': signature } });
    expect(other.status).toBe(401);
  });
});
