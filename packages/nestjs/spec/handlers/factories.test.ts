import { Inject, Injectable, Scope } from '@nestjs/common';
import { REQUEST } from '@nestjs/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { type EventOf, OnVZapsEvent, unsafeSkipVerification, VZapsModule } from '../../src/index.ts';
import { platforms, start } from '../app.fixture.ts';

const vzapsModule = () => VZapsModule.forRoot({ verify: unsafeSkipVerification() });

let seen: unknown[] = [];
beforeEach(() => {
  seen = [];
});

interface EventRequest {
  event: EventOf<'Message'>;
}

/** A new class for each test. */
function createHandlers() {
  class Handlers {
    readonly request: EventRequest | undefined;

    constructor(request?: EventRequest) {
      this.request = request;
    }

    @OnVZapsEvent('Message')
    handle(event: EventOf<'Message'>) {
      seen.push(event.text, this.request?.event === event);
    }
  }
  return Handlers;
}

describe.each(platforms)('A factory on %s', (platform) => {
  it('creates a handler for each event if it is request-scoped and its token is the class', async () => {
    const Handlers = createHandlers();
    const provider = {
      provide: Handlers,
      scope: Scope.REQUEST,
      inject: [REQUEST],
      useFactory: (request: EventRequest) => new Handlers(request),
    };
    const { deliverText } = await start(platform, { imports: [vzapsModule()], providers: [provider] });
    expect((await deliverText('a')).outcome).toBe('handled');
    expect((await deliverText('b')).outcome).toBe('handled');
    expect(seen).toEqual(['a', true, 'b', true]);
  });

  it('creates a handler for each event if it injects a request-scoped provider', async () => {
    const Handlers = createHandlers();
    @Injectable({ scope: Scope.REQUEST })
    class Tenant {
      @Inject(REQUEST) readonly request!: EventRequest;
    }
    const provider = {
      provide: Handlers,
      inject: [Tenant],
      useFactory: async (tenant: Tenant) => new Handlers(tenant.request),
    };
    const { deliverText } = await start(platform, { imports: [vzapsModule()], providers: [provider, Tenant] });
    expect((await deliverText('a')).outcome).toBe('handled');
    expect(seen).toEqual(['a', true]);
  });

  it('creates a handler for each event if it is transient', async () => {
    const Handlers = createHandlers();
    const provider = { provide: Handlers, scope: Scope.TRANSIENT, useFactory: () => new Handlers() };
    const { deliverText } = await start(platform, { imports: [vzapsModule()], providers: [provider] });
    expect((await deliverText('a')).outcome).toBe('handled');
    expect(seen).toEqual(['a', false]);
  });

  it('does not stop the application if its source names a decorated class that no module provides', async () => {
    const Handlers = createHandlers();
    const providers = [Scope.REQUEST, Scope.TRANSIENT].map((scope) => ({
      provide: `HANDLERS ${scope}`,
      scope,
      useFactory: () => new Handlers(),
    }));
    const { deliverText } = await start(platform, { imports: [vzapsModule()], providers });
    expect((await deliverText('a')).outcome).toBe('unhandled');
  });

  it('provides the handlers of the token’s class if it returns a subclass', async () => {
    const Handlers = createHandlers();
    class Better extends Handlers {
      @OnVZapsEvent('Message')
      override handle(event: EventOf<'Message'>) {
        seen.push(`better ${event.text}`);
      }
    }
    const provider = { provide: Handlers, scope: Scope.REQUEST, useFactory: () => new Better() };
    const { deliverText } = await start(platform, { imports: [vzapsModule()], providers: [provider] });
    expect((await deliverText('a')).outcome).toBe('handled');
    expect(seen).toEqual(['better a']);
  });
});
