import { type CanActivate, Inject, Injectable, Scope, UseGuards } from '@nestjs/common';
import { APP_GUARD, REQUEST } from '@nestjs/core';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type EventContext,
  type EventOf,
  isVZapsContext,
  OnVZapsEvent,
  unsafeSkipVerification,
  VZapsModule,
} from '../../src/index.ts';
import { platforms, start } from '../app.fixture.ts';

const vzapsModule = () => VZapsModule.forRoot({ verify: unsafeSkipVerification() });

let seen: unknown[] = [];
beforeEach(() => {
  seen = [];
});

interface EventRequest {
  event: EventOf<'Message'>;
  ctx: EventContext;
}

describe.each(platforms)('A provider with handlers on %s', (platform) => {
  it('is created for each event if it is request-scoped, and REQUEST is { event, ctx }', async () => {
    let made = 0;
    @Injectable({ scope: Scope.REQUEST })
    class Handlers {
      readonly number = ++made;
      @Inject(REQUEST) readonly request!: EventRequest;

      @OnVZapsEvent('Message')
      handle(event: EventOf<'Message'>, ctx: EventContext) {
        seen.push(this.number, this.request.event === event, this.request.ctx === ctx, event.text);
      }
    }
    const { deliverText } = await start(platform, { imports: [vzapsModule()], providers: [Handlers] });
    expect((await deliverText('a')).outcome).toBe('handled');
    expect((await deliverText('b')).outcome).toBe('handled');
    expect(seen).toEqual([1, true, true, 'a', 2, true, true, 'b']);
  });

  it('may inject a request-scoped provider, and its guard may inject it, too', async () => {
    @Injectable({ scope: Scope.REQUEST })
    class Tenant {
      @Inject(REQUEST) readonly request!: EventRequest;
    }
    @Injectable()
    class TenantGuard implements CanActivate {
      @Inject(Tenant) readonly tenant!: Tenant;

      canActivate() {
        seen.push(['guard', this.tenant.request.event.text]);
        return true;
      }
    }
    @Injectable()
    class Handlers {
      @Inject(Tenant) readonly tenant!: Tenant;

      @OnVZapsEvent('Message')
      @UseGuards(TenantGuard)
      handle() {
        seen.push(['handler', this.tenant.request.event.text]);
      }
    }
    const { deliverText } = await start(platform, { imports: [vzapsModule()], providers: [Handlers, Tenant] });
    expect((await deliverText('a')).outcome).toBe('handled');
    expect(seen).toEqual([
      ['guard', 'a'],
      ['handler', 'a'],
    ]);
  });

  it('is guarded by a request-scoped global guard', async () => {
    @Injectable({ scope: Scope.REQUEST })
    class GlobalGuard implements CanActivate {
      canActivate(context: Parameters<CanActivate['canActivate']>[0]) {
        seen.push(isVZapsContext(context));
        return !isVZapsContext(context);
      }
    }
    @Injectable()
    class Handlers {
      @OnVZapsEvent('Message')
      handle() {
        seen.push('handled');
      }
    }
    const { deliverText } = await start(platform, {
      imports: [vzapsModule()],
      providers: [Handlers, { provide: APP_GUARD, useClass: GlobalGuard }],
    });
    expect((await deliverText('a')).outcome).toBe('failed');
    expect(seen).toEqual([false, true]);
  });

  it('may be transient', async () => {
    @Injectable({ scope: Scope.TRANSIENT })
    class Handlers {
      readonly ready = true;

      @OnVZapsEvent('Message')
      handle() {
        seen.push(this.ready);
      }
    }
    const { deliverText } = await start(platform, { imports: [vzapsModule()], providers: [Handlers] });
    expect((await deliverText('a')).outcome).toBe('handled');
    expect(seen).toEqual([true]);
  });

  it('makes the event fail if its constructor throws', async () => {
    @Injectable({ scope: Scope.REQUEST })
    class Handlers {
      constructor() {
        throw new Error('no connection');
      }

      @OnVZapsEvent('Message')
      handle() {}
    }
    const { deliverText } = await start(platform, { imports: [vzapsModule()], providers: [Handlers] });
    expect(await deliverText('a')).toMatchObject({ status: 500, outcome: 'failed' });
  });
});
