import {
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  RequestMethod,
  SetMetadata,
} from '@nestjs/common';
import { APP_GUARD, Reflector } from '@nestjs/core';
import { deliver } from '@vzaps/testing';
import { describe, expect, it } from 'vitest';
import { isVZapsContext, unsafeSkipVerification, VZapsModule } from '../../src/index.ts';
import { platforms, start } from '../app.fixture.ts';

const verify = unsafeSkipVerification();

describe.each(platforms)('The path of a webhook on %s', (platform) => {
  it.each([
    ['its path', 'webhooks/vzaps'],
    ['its path with a slash', '/webhooks/vzaps'],
    ['a pattern', 'webhooks/:provider'],
    ['its path and POST', { path: 'webhooks/vzaps', method: RequestMethod.POST }],
    ['its path and every method', { path: 'webhooks/vzaps', method: RequestMethod.ALL }],
  ])('can be excluded from the global prefix by %s', async (_, exclude) => {
    const { deliverText } = await start(
      platform,
      { imports: [VZapsModule.forRoot({ verify })] },
      { before: (app) => app.setGlobalPrefix('api', { exclude: [exclude] }) },
    );
    expect((await deliverText('hi')).outcome).toBe('unhandled');
    expect((await deliverText('hi', '/api/webhooks/vzaps')).status).toBe(404);
  });

  it('answers 405 to GET and HEAD below the global prefix if only POST is excluded from it', async () => {
    const exclude = [{ path: 'webhooks/vzaps', method: RequestMethod.POST }];
    const { origin } = await start(
      platform,
      { imports: [VZapsModule.forRoot({ verify })] },
      { before: (app) => app.setGlobalPrefix('api', { exclude }) },
    );
    for (const method of ['GET', 'HEAD']) {
      const { status, headers } = await deliver(`${origin}/api/webhooks/vzaps`, '', { method });
      expect([status, headers.allow]).toEqual([405, 'POST']);
    }
  });

  it('passes a guard that reads only the metadata of getHandler() if the option decorators sets them', async () => {
    const Public = () => SetMetadata('isPublic', true);
    @Injectable()
    class AuthGuard implements CanActivate {
      @Inject(Reflector) readonly reflector!: Reflector;

      canActivate(context: ExecutionContext): boolean {
        return isVZapsContext(context) || this.reflector.get('isPublic', context.getHandler()) === true;
      }
    }
    const auth = { provide: APP_GUARD, useClass: AuthGuard };
    const open = await start(platform, {
      imports: [VZapsModule.forRoot({ verify, decorators: [Public()] })],
      providers: [auth],
    });
    expect((await open.deliverText('hi')).status).toBe(200);
    const shut = await start(platform, { imports: [VZapsModule.forRoot({ verify })], providers: [auth] });
    expect((await shut.deliverText('hi')).status).toBe(403);
  });
});
