import type { IncomingMessage } from 'node:http';
import {
  type ArgumentsHost,
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  type INestApplication,
  Inject,
  Injectable,
  SetMetadata,
  UseInterceptors,
  VersioningType,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, BaseExceptionFilter, Reflector } from '@nestjs/core';
import { deliver, samplePayload } from '@vzaps/testing';
import { map, type Observable, timeout } from 'rxjs';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  getVZapsReceiverToken,
  isVZapsContext,
  OnVZapsEvent,
  type Receiver,
  unsafeSkipVerification,
  VZapsModule,
} from '../../src/index.ts';
import { deferred, platforms, start } from '../app.fixture.ts';
import { HideErrors, log, VZapsOnly } from '../handlers/enhancers.fixture.ts';

const verify = unsafeSkipVerification();
@Injectable()
class Handlers {
  @OnVZapsEvent('Message')
  handle() {}
}
const HANDLED = { status: 200, outcome: 'handled', body: '{"outcome":"handled"}' };

beforeEach(() => {
  log.length = 0;
});

describe('The webhook’s route on Express, behind a platform whose req.body is a getter that throws', () => {
  it.each([
    ['handles a delivery whose stream is unread', false, 200, 'handled'],
    ['answers malformed if the stream was read', true, 400, 'malformed'],
  ])('%s', async (_, isRead, status, outcome) => {
    const before = (app: INestApplication) =>
      app.use((request: IncomingMessage, _response: unknown, next: () => void) => {
        Object.defineProperty(request, 'body', {
          get: () => {
            throw new SyntaxError('Invalid JSON');
          },
        });
        if (isRead) request.resume().on('end', next);
        else next();
      });
    const { deliverText } = await start(
      'Express',
      { imports: [VZapsModule.forRoot({ verify })], providers: [Handlers] },
      { before, bodyParser: false },
    );
    expect(await deliverText('hi')).toMatchObject({ status, outcome });
  });
});

describe.each(platforms)('The webhook’s route on %s', (platform) => {
  it('has the path of the option path', async () => {
    const { deliverText } = await start(platform, {
      imports: [VZapsModule.forRoot({ verify, path: '/hooks/whatsapp' })],
      providers: [Handlers],
    });
    expect(await deliverText('hi', '/hooks/whatsapp?vzaps=1')).toMatchObject(HANDLED);
    expect((await deliverText('hi')).status).toBe(404);
  });

  it.each([
    ['URI', { type: VersioningType.URI, defaultVersion: '1' }],
    ['header', { type: VersioningType.HEADER, header: 'x-version', defaultVersion: '1' }],
    ['media type', { type: VersioningType.MEDIA_TYPE, key: 'v=', defaultVersion: '1' }],
  ] as const)('is below the global prefix and has no version, with versioning by %s', async (_, versioning) => {
    const { deliverText } = await start(
      platform,
      { imports: [VZapsModule.forRoot({ verify })], providers: [Handlers] },
      { before: (app) => app.setGlobalPrefix('api').enableVersioning(versioning) },
    );
    expect(await deliverText('hi', '/api/webhooks/vzaps')).toMatchObject(HANDLED);
    expect((await deliverText('hi')).status).toBe(404);
  });

  it('answers a preflight and sends CORS headers if the application enables CORS', async () => {
    const { origin, deliverText } = await start(
      platform,
      { imports: [VZapsModule.forRoot({ verify })], providers: [Handlers] },
      { cors: { origin: 'https://shop.example' } },
    );
    const headers = { origin: 'https://shop.example', 'access-control-request-method': 'POST' };
    const preflight = await deliver(`${origin}/webhooks/vzaps`, '', { method: 'OPTIONS', headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers['access-control-allow-origin']).toBe('https://shop.example');
    const { status, headers: answered } = await deliverText('hi');
    expect([status, answered['access-control-allow-origin']]).toEqual([200, 'https://shop.example']);
  });

  it('passes a global guard if the option decorators sets its metadata', async () => {
    const Public = () => SetMetadata('isPublic', true);
    @Injectable()
    class AuthGuard implements CanActivate {
      @Inject(Reflector) readonly reflector!: Reflector;

      canActivate(context: ExecutionContext): boolean {
        if (isVZapsContext(context)) return true;
        return this.reflector.getAllAndOverride('isPublic', [context.getHandler(), context.getClass()]) === true;
      }
    }
    const auth = { provide: APP_GUARD, useClass: AuthGuard };
    const open = await start(platform, {
      imports: [VZapsModule.forRoot({ verify, decorators: [Public(), applyDecorators(UseInterceptors(VZapsOnly))] })],
      providers: [Handlers, auth],
    });
    expect(await open.deliverText('hi')).toMatchObject(HANDLED);
    expect(log).toEqual(['http']);
    const closed = await start(platform, { imports: [VZapsModule.forRoot({ verify })], providers: [Handlers, auth] });
    expect((await closed.deliverText('hi')).status).toBe(403);
  });

  it('sends its own body behind an interceptor that wraps every response', async () => {
    const wrap = {
      intercept: (_: unknown, next: { handle(): Observable<unknown> }) => next.handle().pipe(map((data) => ({ data }))),
    };
    const { deliverText } = await start(platform, {
      imports: [VZapsModule.forRoot({ verify })],
      providers: [Handlers, { provide: APP_INTERCEPTOR, useValue: wrap }],
    });
    expect(await deliverText('hi')).toMatchObject(HANDLED);
  });

  it('answers 500 if receive() rejects, even if a filter catches every error', async () => {
    const { app, deliverText } = await start(platform, {
      imports: [VZapsModule.forRoot({ verify })],
      providers: [Handlers, { provide: APP_FILTER, useClass: HideErrors }],
    });
    const receiver: Receiver = app.get(getVZapsReceiverToken());
    receiver.receive = () => Promise.reject(new Error('a mistake'));
    expect(await deliverText('hi')).toMatchObject({ status: 500, outcome: 'failed' });
  });

  it('does not answer twice if an interceptor with a timeout has answered', async () => {
    const errors: unknown[] = [];
    class Late extends BaseExceptionFilter {
      override catch(error: Error, host: ArgumentsHost) {
        if (!isVZapsContext(host)) errors.push(error.name);
        super.catch(error, host);
      }
    }
    const finish = deferred();
    @Injectable()
    class Slow {
      @OnVZapsEvent('Message')
      handle() {
        return finish.promise;
      }
    }
    const limit = {
      intercept: (context: ExecutionContext, next: { handle(): Observable<unknown> }) =>
        isVZapsContext(context) ? next.handle() : next.handle().pipe(timeout(50)),
    };
    const { deliverText } = await start(platform, {
      imports: [VZapsModule.forRoot({ verify })],
      providers: [Slow, { provide: APP_INTERCEPTOR, useValue: limit }, { provide: APP_FILTER, useClass: Late }],
    });
    expect((await deliverText('hi')).body).toContain('Internal server error');
    finish.resolve();
    expect(errors).toEqual(['TimeoutError']);
  });

  it('does not send the verifier’s reason', async () => {
    const refuseAll = () => ({ ok: false, reason: 'secret reason' }) as const;
    const { origin } = await start(platform, { imports: [VZapsModule.forRoot({ verify: refuseAll })] });
    const result = await deliver(`${origin}/webhooks/vzaps`, samplePayload('Message'));
    expect(result).toMatchObject({ status: 401, body: '{"outcome":"refused"}' });
  });

  it('does not exist with path: false', async () => {
    const { deliverText } = await start(platform, { imports: [VZapsModule.forRoot({ verify, path: false })] });
    expect((await deliverText('hi')).status).toBe(404);
  });
});
