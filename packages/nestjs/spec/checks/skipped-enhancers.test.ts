import { type CanActivate, type ExecutionContext, Injectable, Scope, UseGuards } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { type EventOf, OnVZapsEvent, unsafeSkipVerification, VZapsModule } from '../../src/index.ts';
import { platforms, start } from '../app.fixture.ts';
import { Log } from '../handlers/enhancers.fixture.ts';

const open = () => VZapsModule.forRoot({ verify: unsafeSkipVerification() });

let seen: unknown[] = [];
beforeEach(() => {
  seen = [];
});

/** A class of handlers of its own, as each application has. */
function handlers() {
  class Handlers {
    @OnVZapsEvent('Message')
    handle(event: EventOf<'Message'>) {
      seen.push(event.text);
    }
  }
  return Handlers;
}

function scopedGuard() {
  @Injectable({ scope: Scope.REQUEST })
  class Guard implements CanActivate {
    canActivate(context: ExecutionContext) {
      seen.push(`guard ${context.getType()}`);
      return true;
    }
  }
  return Guard;
}

describe.each(platforms)('a handler on %s', (platform) => {
  it('is refused at boot where Nest would skip its guard, since a factory or a value provides its class', async () => {
    const Handlers = handlers();
    UseGuards(Log)(Handlers);
    const guarded = [
      { provide: Handlers, useFactory: () => new Handlers() },
      { provide: Handlers, useValue: new Handlers() },
      { provide: Handlers, scope: Scope.REQUEST, useFactory: () => new Handlers() },
    ];
    for (const provider of guarded) {
      const started = start(platform, { imports: [open()], providers: [provider] });
      await expect(started).rejects.toMatchObject({ code: 'GUARD_MISSING' });
    }
  });

  it('has a request-scoped global guard, whatever provides it under its class', async () => {
    const Handlers = handlers();
    const guard = { provide: APP_GUARD, useClass: scopedGuard() };
    for (const provider of [
      Handlers,
      { provide: Handlers, useClass: Handlers },
      { provide: Handlers, useFactory: () => new Handlers() },
      { provide: Handlers, useFactory: () => new Handlers(), scope: Scope.REQUEST },
      { provide: Handlers, useFactory: () => new Handlers(), scope: Scope.TRANSIENT },
    ]) {
      seen = [];
      const { deliverText } = await start(platform, { imports: [open()], providers: [provider, guard] });
      expect((await deliverText('a')).outcome).toBe('handled');
      expect(seen).toEqual(['guard http', 'guard vzaps', 'a']);
    }
  });

  it('is refused at boot under another token or as a value, where Nest would skip such a guard', async () => {
    const Handlers = handlers();
    const guard = { provide: APP_GUARD, useClass: scopedGuard() };
    for (const provider of [
      { provide: 'HANDLERS', useFactory: () => new Handlers() },
      { provide: 'HANDLERS', useValue: new Handlers() },
      { provide: Handlers, useValue: new Handlers() },
    ]) {
      const started = start(platform, { imports: [open()], providers: [provider, guard] });
      await expect(started).rejects.toMatchObject({ code: 'GUARD_MISSING' });
    }
  });
});
