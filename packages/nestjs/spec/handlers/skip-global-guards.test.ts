import {
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  Scope,
  SetMetadata,
  UnauthorizedException,
  UseGuards,
} from '@nestjs/common';
import { APP_GUARD, Reflector } from '@nestjs/core';
import { SkipThrottle, ThrottlerGuard, ThrottlerModule } from '@nestjs/throttler';
import { beforeEach, describe, expect, it } from 'vitest';
import { type EventOf, OnVZapsEvent, unsafeSkipVerification, VZapsModule } from '../../src/index.ts';
import { type Platform, platforms, start } from '../app.fixture.ts';

const verify = unsafeSkipVerification();
const Public = () => SetMetadata('isPublic', true);

let seen: string[] = [];
beforeEach(() => {
  seen = [];
});

/** A guard as many applications have it, which knows only HTTP. */
@Injectable()
class JwtGuard implements CanActivate {
  @Inject(Reflector) readonly reflector!: Reflector;

  canActivate(context: ExecutionContext): boolean {
    seen.push(`jwt ${context.getType()}`);
    if (this.reflector.getAllAndOverride('isPublic', [context.getHandler(), context.getClass()])) return true;
    if (context.switchToHttp().getRequest().headers.authorization !== 'Bearer token') throw new UnauthorizedException();
    return true;
  }
}

@Injectable()
class Bot {
  @OnVZapsEvent('Message')
  answer(event: EventOf<'Message'>) {
    seen.push(event.text ?? '');
  }
}

describe.each(platforms)('skipGlobalGuards on %s', (platform) => {
  it('lets deliveries pass an authentication guard that knows only HTTP, with Public() on the route', async () => {
    const jwt = { provide: APP_GUARD, useClass: JwtGuard };
    const imports = [VZapsModule.forRoot({ verify, skipGlobalGuards: true, decorators: [Public()] })];
    const { deliverText } = await start(platform, { imports, providers: [Bot, jwt] });
    expect((await deliverText('a')).outcome).toBe('handled');
    expect(seen).toEqual(['jwt http', 'a']);
  });

  it('leaves the route guarded', async () => {
    const jwt = { provide: APP_GUARD, useClass: JwtGuard };
    const imports = [VZapsModule.forRoot({ verify, skipGlobalGuards: true })];
    const { deliverText } = await start(platform, { imports, providers: [Bot, jwt] });
    expect((await deliverText('a')).status).toBe(401);
    expect(seen).toEqual(['jwt http']);
  });

  it('is false by default, so that a guard that knows only HTTP makes deliveries fail', async () => {
    const jwt = { provide: APP_GUARD, useClass: JwtGuard };
    const imports = [VZapsModule.forRoot({ verify, decorators: [Public()] })];
    const { deliverText } = await start(platform, { imports, providers: [Bot, jwt] });
    expect((await deliverText('a')).outcome).toBe('failed');
    expect(seen).toEqual(['jwt http', 'jwt vzaps']);
  });

  it('keeps the guards of the handler and of its class', async () => {
    const guard = (name: string) => ({
      canActivate: (context: ExecutionContext) => seen.push(`${name} ${context.getType()}`) > 0,
    });
    @Injectable()
    class OfClass implements CanActivate {
      canActivate = guard('class').canActivate;
    }
    @Injectable()
    @UseGuards(OfClass)
    class GuardedBot {
      @OnVZapsEvent('Message')
      @UseGuards(guard('method'))
      answer() {
        seen.push('answered');
      }

      @OnVZapsEvent('ReadReceipt')
      track() {}
    }
    const imports = [VZapsModule.forRoot({ verify, skipGlobalGuards: true })];
    const { deliverText } = await start(platform, { imports, providers: [GuardedBot] });
    expect((await deliverText('a')).outcome).toBe('handled');
    expect(seen).toEqual(['class vzaps', 'method vzaps', 'answered']);
  });

  it.each([
    ['APP_GUARD', { provide: APP_GUARD, useClass: JwtGuard }, false],
    ['a request-scoped APP_GUARD', { provide: APP_GUARD, useClass: JwtGuard, scope: Scope.REQUEST }, false],
    ['app.useGlobalGuards()', undefined, true],
  ])('skips %s', async (_, provider, usesGlobal) => {
    const imports = [VZapsModule.forRoot({ verify, skipGlobalGuards: true, decorators: [Public()] })];
    const refuse: CanActivate = { canActivate: (context) => context.getType() === 'http' };
    const { deliverText } = await start(
      platform,
      { imports, providers: provider ? [Bot, provider] : [Bot] },
      usesGlobal ? { before: (app) => app.useGlobalGuards(refuse) } : {},
    );
    expect((await deliverText('a')).outcome).toBe('handled');
  });

  it('needs no provider of the handler’s class for a request-scoped global guard', async () => {
    const jwt = { provide: APP_GUARD, useClass: JwtGuard, scope: Scope.REQUEST };
    const imports = [VZapsModule.forRoot({ verify, skipGlobalGuards: true, decorators: [Public()] })];
    const { deliverText } = await start(platform, {
      imports,
      providers: [{ provide: 'BOT', useValue: new Bot() }, jwt],
    });
    expect((await deliverText('a')).outcome).toBe('handled');
  });

  it('applies only to the registration that sets it', async () => {
    @Injectable()
    class SalesBot {
      @OnVZapsEvent('Message', { name: 'sales' })
      answer() {}
    }
    const jwt = { provide: APP_GUARD, useClass: JwtGuard };
    const imports = [
      VZapsModule.forRoot({ verify, skipGlobalGuards: true, decorators: [Public()] }),
      VZapsModule.forRoot({ name: 'sales', verify, decorators: [Public()] }),
    ];
    const { deliverText } = await start(platform, { imports, providers: [Bot, SalesBot, jwt] });
    expect((await deliverText('a')).outcome).toBe('handled');
    expect((await deliverText('b', '/webhooks/vzaps/sales')).outcome).toBe('failed');
  });
});

describe.each(platforms)('ThrottlerGuard as APP_GUARD on %s', (platform) => {
  const startThrottled = (on: Platform, options: Partial<Parameters<typeof VZapsModule.forRoot>[0]>) =>
    start(on, {
      imports: [ThrottlerModule.forRoot([{ ttl: 60_000, limit: 2 }]), VZapsModule.forRoot({ verify, ...options })],
      providers: [Bot, { provide: APP_GUARD, useClass: ThrottlerGuard }],
    });

  it('handles every delivery with skipGlobalGuards and SkipThrottle()', async () => {
    const { deliverText } = await startThrottled(platform, { skipGlobalGuards: true, decorators: [SkipThrottle()] });
    for (const text of ['a', 'b', 'c', 'd']) expect((await deliverText(text)).outcome).toBe('handled');
    expect(seen).toEqual(['a', 'b', 'c', 'd']);
  });

  it('still limits the route without SkipThrottle()', async () => {
    const { deliverText } = await startThrottled(platform, { skipGlobalGuards: true });
    const statuses = [];
    for (const text of ['a', 'b', 'c']) statuses.push((await deliverText(text)).status);
    expect(statuses).toEqual([200, 200, 429]);
  });
});
