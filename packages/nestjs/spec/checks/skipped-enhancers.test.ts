import {
  type CanActivate,
  Controller,
  type ExecutionContext,
  Get,
  Injectable,
  type Provider,
  Scope,
  type Type,
  UseFilters,
  UseGuards,
  UseInterceptors,
  UsePipes,
} from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { deliver, samplePayload } from '@vzaps/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { type EventOf, OnVZapsEvent, unsafeSkipVerification, VZapsModule, VZapsPayload } from '../../src/index.ts';
import { collectLog, PLATFORMS, platforms, start } from '../app.fixture.ts';
import { HideErrors, Log, log } from '../handlers/enhancers.fixture.ts';

const vzapsModule = () => VZapsModule.forRoot({ verify: unsafeSkipVerification() });

let seen: unknown[] = [];
beforeEach(() => {
  seen = [];
  log.length = 0;
});

/** A new class for each test, because decorators change a class for the whole process. */
function createHandlers() {
  class Handlers {
    @OnVZapsEvent('Message')
    handle(event: EventOf<'Message'>) {
      seen.push(event.text);
    }
  }
  return Handlers;
}

function createScopedGuard() {
  @Injectable({ scope: Scope.REQUEST })
  class Guard implements CanActivate {
    canActivate(context: ExecutionContext) {
      seen.push(`guard ${context.getType()}`);
      return true;
    }
  }
  return Guard;
}

/** Where Nest creates no enhancers for the class, in each major. */
const SKIPPED: [string, (Handlers: Type) => { providers?: Provider[]; controllers?: Type[] }][] = [
  ['a factory', (Handlers) => ({ providers: [{ provide: Handlers, useFactory: () => new Handlers() }] })],
  ['a value', (Handlers) => ({ providers: [{ provide: Handlers, useValue: new Handlers() }] })],
  [
    'a request-scoped factory',
    (Handlers) => ({ providers: [{ provide: Handlers, scope: Scope.REQUEST, useFactory: () => new Handlers() }] }),
  ],
  ['a controller', (Handlers) => ({ controllers: [Handlers] })],
];

describe.each(platforms)('A guard that Nest would skip on %s', (platform) => {
  it.each(SKIPPED)('stops the application if %s provides the handler’s class', async (_, metadata) => {
    const Handlers = createHandlers();
    UseGuards(Log)(Handlers);
    const started = start(platform, { imports: [vzapsModule()], ...metadata(decorateAsController(Handlers)) });
    await expect(started).rejects.toMatchObject({
      code: 'GUARD_MISSING',
      message: expect.stringMatching(/^Nest would call Handlers\.handle\(\) without Log, because .* List Handlers/),
    });
  });

  it('stops the application if the class guards both a route and a handler', async () => {
    @Controller('mine')
    @UseGuards(Log)
    class Both {
      @Get()
      get() {}

      @OnVZapsEvent('Message')
      handle() {}
    }
    const started = start(platform, { imports: [vzapsModule()], controllers: [Both] });
    await expect(started).rejects.toMatchObject({ code: 'GUARD_MISSING' });
  });

  it('stops the application if it is global and request-scoped, and the token is not the class', async () => {
    const Handlers = createHandlers();
    const guard = { provide: APP_GUARD, useClass: createScopedGuard() };
    for (const provider of [
      { provide: 'HANDLERS', useFactory: () => new Handlers() },
      { provide: 'HANDLERS', useValue: new Handlers() },
      { provide: Handlers, useValue: new Handlers() },
    ]) {
      const started = start(platform, { imports: [vzapsModule()], providers: [provider, guard] });
      await expect(started).rejects.toMatchObject({ code: 'GUARD_MISSING' });
    }
  });
});

describe.each(platforms)('A global guard that is request-scoped on %s', (platform) => {
  it('runs for a handler whose token is its class, with every kind and scope of provider', async () => {
    const Handlers = createHandlers();
    const guard = { provide: APP_GUARD, useClass: createScopedGuard() };
    for (const provider of [
      Handlers,
      { provide: Handlers, useClass: Handlers },
      { provide: Handlers, useFactory: () => new Handlers() },
      { provide: Handlers, useFactory: () => new Handlers(), scope: Scope.REQUEST },
      { provide: Handlers, useFactory: () => new Handlers(), scope: Scope.TRANSIENT },
    ]) {
      seen = [];
      const { deliverText } = await start(platform, { imports: [vzapsModule()], providers: [provider, guard] });
      expect((await deliverText('a')).outcome).toBe('handled');
      expect(seen).toEqual(['guard http', 'guard vzaps', 'a']);
    }
  });
});

describe.each(platforms)('An interceptor, a pipe or a filter that Nest would skip on %s', (platform) => {
  const decorations: [string, (Handlers: Type) => void][] = [
    ['an interceptor of the class', (Handlers) => UseInterceptors(Log)(Handlers)],
    ['a pipe of the class', (Handlers) => UsePipes(Log)(Handlers)],
    ['a filter of the class', (Handlers) => UseFilters(HideErrors)(Handlers)],
    ['a pipe of a parameter', (Handlers) => VZapsPayload(Log)(Handlers.prototype, 'handle', 0)],
  ];

  it.each(decorations)('makes the application log a warning, and the handler runs: %s', async (_, decorate) => {
    const { lines, logger } = collectLog();
    for (const [, metadata] of SKIPPED) {
      const Handlers = createHandlers();
      decorate(Handlers);
      const imports = [vzapsModule()];
      const { deliverText } = await start(
        platform,
        { imports, ...metadata(decorateAsController(Handlers)) },
        { logger },
      );
      expect((await deliverText('a')).outcome).toBe('handled');
    }
    expect(seen).toEqual(['a', 'a', 'a', 'a']);
    expect(lines).toHaveLength(SKIPPED.length);
    for (const line of lines) {
      expect(line).toMatch(/^warn: Nest skips \w+ of Handlers\.handle\(\), because .* Or pass instances/);
    }
  });

  it('makes the application log a warning if it is global and request-scoped', async () => {
    const Handlers = createHandlers();
    @Injectable({ scope: Scope.REQUEST })
    class ScopedLog extends Log {}
    const { lines, logger } = collectLog();
    const providers = [
      { provide: Handlers, useValue: new Handlers() },
      { provide: APP_INTERCEPTOR, useClass: ScopedLog },
    ];
    const { deliverText } = await start(platform, { imports: [vzapsModule()], providers }, { logger });
    expect((await deliverText('a')).outcome).toBe('handled');
    expect(lines).toEqual([expect.stringMatching(/^warn: Nest skips .* of Handlers\.handle\(\)/)]);
  });
});

describe.each(platforms)('A class with a handler on %s', (platform) => {
  const interceptedHandlers = () => {
    const Handlers = createHandlers();
    UseInterceptors(Log)(Handlers);
    return Handlers;
  };

  it('does not stop the application if its token is not the class, although earlier majors of Nest skip its interceptor', async () => {
    const providers = [{ provide: 'BOT', useClass: interceptedHandlers() }];
    const { deliverText } = await start(platform, { imports: [vzapsModule()], providers });
    expect((await deliverText('a')).outcome).toBe('handled');
  });

  it('stops the application if its token is not the class and this major of Nest skips its guard, else is guarded', async () => {
    const Handlers = createHandlers();
    UseGuards(Log)(Handlers);
    const metadata = { imports: [vzapsModule()], providers: [{ provide: 'BOT', useClass: Handlers }] };
    const started = await start(platform, metadata).catch((error: { code: string }) => error);
    if ('code' in started) return expect(started.code).toBe('GUARD_MISSING');
    expect((await started.deliverText('a')).outcome).toBe('handled');
    expect(log).toHaveLength(1);
  });

  it('may be replaced in a test with overrideProvider().useClass()', async () => {
    const Handlers = interceptedHandlers();
    @Injectable()
    class FakeHandlers extends Handlers {}
    const testing = Test.createTestingModule({ imports: [vzapsModule()], providers: [Handlers] });
    const module = await testing.overrideProvider(Handlers).useClass(FakeHandlers).compile();
    const app = module.createNestApplication(PLATFORMS[platform](), { logger: false });
    await app.listen(0, '127.0.0.1');
    const { outcome } = await deliver(`${await app.getUrl()}/webhooks/vzaps`, samplePayload('Message', { text: 'a' }));
    expect([outcome, ...seen]).toEqual(['handled', 'a']);
    await app.close();
  });
});

function decorateAsController(type: Type): Type {
  Controller()(type);
  return type;
}
