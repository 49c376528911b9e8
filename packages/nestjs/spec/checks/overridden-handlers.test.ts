import { ConsoleLogger, Inject, Injectable, Scope } from '@nestjs/common';
import { REQUEST } from '@nestjs/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { type EventOf, OnVZapsEvent, unsafeSkipVerification, VZapsModule } from '../../src/index.ts';
import { platforms, start } from '../app.fixture.ts';

const open = () => VZapsModule.forRoot({ verify: unsafeSkipVerification() });

let seen: unknown[] = [];
beforeEach(() => {
  seen = [];
});

interface VerifiedEvent {
  event: EventOf<'Message'>;
}

/** A class of handlers of its own, as each application has. */
function handlers() {
  class Handlers {
    readonly request: VerifiedEvent | undefined;

    constructor(request?: VerifiedEvent) {
      this.request = request;
    }

    @OnVZapsEvent('Message')
    handle(event: EventOf<'Message'>) {
      seen.push(event.text, this.request?.event === event);
    }
  }
  return Handlers;
}

/** What an application logs at boot. */
function warnings() {
  const lines: string[] = [];
  const logger = new (class extends ConsoleLogger {
    override warn(message: unknown, ...rest: unknown[]) {
      if (rest.at(-1) === 'VZapsModule') lines.push(String(message));
    }
  })();
  logger.setLogLevels(['warn']);
  return { lines, logger };
}

describe.each(platforms)('a handler on %s', (platform) => {
  it('that a request-scoped factory makes gets events, where its token is its class', async () => {
    const Handlers = handlers();
    const provider = {
      provide: Handlers,
      scope: Scope.REQUEST,
      inject: [REQUEST],
      useFactory: (request: VerifiedEvent) => new Handlers(request),
    };
    const { deliverText } = await start(platform, { imports: [open()], providers: [provider] });
    expect((await deliverText('a')).outcome).toBe('handled');
    expect((await deliverText('b')).outcome).toBe('handled');
    expect(seen).toEqual(['a', true, 'b', true]);
  });

  it('that a factory makes of something request-scoped gets events', async () => {
    const Handlers = handlers();
    @Injectable({ scope: Scope.REQUEST })
    class Tenant {
      @Inject(REQUEST) readonly request!: VerifiedEvent;
    }
    const provider = {
      provide: Handlers,
      inject: [Tenant],
      useFactory: async (tenant: Tenant) => new Handlers(tenant.request),
    };
    const { deliverText } = await start(platform, { imports: [open()], providers: [provider, Tenant] });
    expect((await deliverText('a')).outcome).toBe('handled');
    expect(seen).toEqual(['a', true]);
  });

  it('that a transient factory makes gets events', async () => {
    const Handlers = handlers();
    const provider = { provide: Handlers, scope: Scope.TRANSIENT, useFactory: () => new Handlers() };
    const { deliverText } = await start(platform, { imports: [open()], providers: [provider] });
    expect((await deliverText('a')).outcome).toBe('handled');
    expect(seen).toEqual(['a', false]);
  });

  it.each([
    ['a request-scoped', Scope.REQUEST],
    ['a transient', Scope.TRANSIENT],
  ])('that %s factory makes under another token is refused at boot', async (_, scope) => {
    const Handlers = handlers();
    const provider = { provide: 'HANDLERS', scope, useFactory: () => new Handlers() };
    await expect(start(platform, { imports: [open()], providers: [provider] })).rejects.toMatchObject({
      code: 'HANDLER_HIDDEN',
      message: expect.stringMatching(/of Handlers would get no event.*\(HANDLERS\)/),
    });
  });

  it('is not taken for hidden by a factory that has nothing to do with it', async () => {
    handlers();
    class Connection {}
    const other = { Handlers: class {} };
    const factories = [
      () => new Connection(),
      () => new other.Handlers(),
      // Not a new Handlers().
      () => ({ name: 'new Handlers()', Handlers: 1 }),
    ];
    const providers = factories.map((useFactory, index) => ({ provide: `${index}`, scope: Scope.REQUEST, useFactory }));
    const { deliverText } = await start(platform, { imports: [open()], providers });
    expect((await deliverText('a')).outcome).toBe('unhandled');
  });

  it('that a factory makes under the class that it extends is found there', async () => {
    const Handlers = handlers();
    class Better extends Handlers {
      @OnVZapsEvent('Message')
      override handle(event: EventOf<'Message'>) {
        seen.push(`better ${event.text}`);
      }
    }
    const provider = { provide: Handlers, scope: Scope.REQUEST, useFactory: () => new Better() };
    const { deliverText } = await start(platform, { imports: [open()], providers: [provider] });
    expect((await deliverText('a')).outcome).toBe('handled');
    expect(seen).toEqual(['better a']);
  });

  it('of a class that no module provides is told at boot', async () => {
    class NobodyHasIt {
      @OnVZapsEvent('Message')
      handle() {}
    }
    const { lines, logger } = warnings();
    await start(platform, { imports: [open()] }, { logger });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`${NobodyHasIt.name}.handle() is in no provider`);
  });

  it('that is overridden without the decorator is told at boot; with it, or inherited, it is not', async () => {
    class Base {
      @OnVZapsEvent('Message')
      handle() {}
    }
    @Injectable()
    class Forgetful extends Base {
      override handle() {}
    }
    @Injectable()
    class Careful extends Base {
      @OnVZapsEvent('Message')
      override handle() {}
    }
    @Injectable()
    class Heir extends Base {}
    const { lines, logger } = warnings();
    await start(platform, { imports: [open()], providers: [Forgetful, Careful, Heir] }, { logger });
    expect(lines[0]?.match(/\w+\.handle\(\) overrides.*?decorator/g)).toEqual([
      'Forgetful.handle() overrides that of Base, without the decorator',
    ]);
    expect(lines[0]).not.toContain('Heir');
  });
});

it.each([
  ['a static method', (decorate: Decorate) => decorate(class {}, 'handle', { value() {} })],
  ['a property', (decorate: Decorate) => decorate({}, 'handle')],
  ['an accessor', (decorate: Decorate) => decorate({}, 'handle', { get: () => () => {} })],
  ['a method named by a symbol', (decorate: Decorate) => decorate({}, Symbol('handle'), { value() {} })],
  ['a method, by decorators that Nest does not have', (decorate: Decorate) => decorate(() => {}, { kind: 'method' })],
])('@OnVZapsEvent() on %s is refused where it stands', (_, on) => {
  expect(() => on(OnVZapsEvent('Message') as unknown as Decorate)).toThrow(
    expect.objectContaining({ code: 'INVALID_OPTION' }),
  );
});
type Decorate = (target: object, key: unknown, descriptor?: PropertyDescriptor) => void;
