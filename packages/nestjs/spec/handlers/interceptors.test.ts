import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { sampleEvent } from '@vzaps/testing';
import { catchError, concatMap, EMPTY, from, type Observable, of, retry, throwError } from 'rxjs';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type EventOf,
  getVZapsReceiverToken,
  isVZapsContext,
  OnVZapsEvent,
  type Receiver,
  unsafeSkipVerification,
  VZapsModule,
} from '../../src/index.ts';
import { deferred, platforms, start } from '../app.fixture.ts';

const vzapsModule = () => VZapsModule.forRoot({ verify: unsafeSkipVerification() });

let seen: unknown[] = [];
beforeEach(() => {
  seen = [];
});

/** An interceptor that ignores HTTP routes. */
const around = (pipe: (handled: Observable<unknown>) => Observable<unknown>): NestInterceptor => ({
  intercept: (context: ExecutionContext, next: CallHandler) =>
    isVZapsContext(context) ? pipe(next.handle()) : next.handle(),
});
const hideErrors = around((handled) => handled.pipe(catchError(() => of('ok'))));

function handlers(handle: (event: EventOf<'Message'>) => unknown) {
  @Injectable()
  class Handlers {
    @OnVZapsEvent('Message')
    handle(event: EventOf<'Message'>) {
      return handle(event);
    }
  }
  return Handlers;
}

describe.each(platforms)('An interceptor of a handler on %s', (platform) => {
  const started = (handle: (event: EventOf<'Message'>) => unknown, ...interceptors: NestInterceptor[]) =>
    start(platform, {
      imports: [vzapsModule()],
      providers: [handlers(handle), ...interceptors.map((useValue) => ({ provide: APP_INTERCEPTOR, useValue }))],
    });

  it.each([
    ['throws', () => Promise.reject(new Error('no database'))],
    ['returns as an Observable', () => throwError(() => new Error('no database'))],
  ])('does not hide an error that a handler %s', async (_, handle) => {
    const { deliverText } = await started(handle, hideErrors);
    expect(await deliverText('hi')).toMatchObject({ status: 500, outcome: 'failed' });
  });

  it('does not hide an error at a method, whatever the order of the decorators is', async () => {
    @Injectable()
    class Handlers {
      @OnVZapsEvent('Message')
      @UseInterceptors(hideErrors)
      above() {
        throw new Error('no database');
      }

      @UseInterceptors(hideErrors)
      @OnVZapsEvent('ReadReceipt')
      below() {
        throw new Error('no database');
      }
    }
    const { app } = await start(platform, { imports: [vzapsModule()], providers: [Handlers] });
    const receiver: Receiver = app.get(getVZapsReceiverToken());
    expect((await receiver.dispatch(sampleEvent('Message'))).kind).toBe('failed');
    expect((await receiver.dispatch(sampleEvent('ReadReceipt'))).kind).toBe('failed');
  });

  it('may retry, and the event is handled if the last attempt works', async () => {
    let attempts = 0;
    const handle = () => {
      attempts += 1;
      if (attempts < 3) throw new Error(`attempt ${attempts}`);
    };
    const { deliverText } = await started(
      handle,
      around((handled) => handled.pipe(retry(2))),
    );
    expect((await deliverText('hi')).outcome).toBe('handled');
    expect(attempts).toBe(3);
  });

  it('does not hide an error that remains after a retry', async () => {
    const handle = () => Promise.reject(new Error('still no database'));
    const { deliverText } = await started(
      handle,
      hideErrors,
      around((handled) => handled.pipe(retry(1))),
    );
    expect((await deliverText('hi')).outcome).toBe('failed');
  });

  it('does not mix up the errors of two events that are handled at the same time', async () => {
    const slow = deferred();
    const inside = deferred();
    const { app } = await started(async (event) => {
      if (event.text === 'bad') throw new Error('bad');
      inside.resolve();
      await slow.promise;
    }, hideErrors);
    const receiver: Receiver = app.get(getVZapsReceiverToken());
    const good = receiver.dispatch(sampleEvent('Message', { text: 'good', chat: '1@s.whatsapp.net' }));
    await inside.promise;
    const bad = await receiver.dispatch(sampleEvent('Message', { text: 'bad', chat: '2@s.whatsapp.net' }));
    slow.resolve();
    expect([(await good).kind, bad.kind]).toEqual(['handled', 'failed']);
  });

  it('does not mix up the errors of two handlers of one event', async () => {
    @Injectable()
    class Working {
      @OnVZapsEvent('Message')
      handle() {
        seen.push('worked');
      }
    }
    const failing = handlers(() => Promise.reject(new Error('no database')));
    const { app } = await start(platform, {
      imports: [vzapsModule()],
      providers: [Working, failing, { provide: APP_INTERCEPTOR, useValue: hideErrors }],
    });
    const outcome = await app.get<Receiver>(getVZapsReceiverToken()).dispatch(sampleEvent('Message'));
    expect(outcome).toMatchObject({ kind: 'failed', errors: [{ message: 'no database' }] });
    expect(seen).toEqual(['worked']);
  });

  it('sees the decorated method as getHandler(), and two arguments', async () => {
    const Handlers = handlers(() => undefined);
    const look: NestInterceptor = {
      intercept(context, next) {
        if (isVZapsContext(context))
          seen.push(context.getHandler() === Handlers.prototype.handle, context.getArgs().length);
        return next.handle();
      },
    };
    const { deliverText } = await start(platform, {
      imports: [vzapsModule()],
      providers: [Handlers, { provide: APP_INTERCEPTOR, useValue: look }],
    });
    await deliverText('hi');
    expect(seen).toEqual([true, 2]);
  });

  it('receives undefined if the handler’s Observable is empty, and the event is handled', async () => {
    const look = around((handled) =>
      handled.pipe(
        concatMap((value) => {
          seen.push(value);
          return of(value);
        }),
      ),
    );
    const { deliverText } = await started(() => from([]), look);
    expect((await deliverText('hi')).outcome).toBe('handled');
    expect(seen).toEqual([undefined]);
  });

  it('makes the event fail if it skips the handler with EMPTY, as in Nest', async () => {
    const handle = () => seen.push('handled');
    const { deliverText } = await started(handle, {
      intercept: (context, next) => (isVZapsContext(context) ? EMPTY : next.handle()),
    });
    expect((await deliverText('hi')).outcome).toBe('failed');
    expect(seen).toEqual([]);
  });

  it('does not let a handler run if its guard returns EMPTY', async () => {
    const guard = { canActivate: (context: ExecutionContext) => (isVZapsContext(context) ? EMPTY : true) };
    const { deliverText } = await start(platform, {
      imports: [vzapsModule()],
      providers: [handlers(() => undefined), { provide: APP_GUARD, useValue: guard }],
    });
    expect((await deliverText('hi')).outcome).toBe('failed');
  });
});

it.each(platforms)('A handler on %s may return an empty Observable', async (platform) => {
  const { deliverText } = await start(platform, { imports: [vzapsModule()], providers: [handlers(() => EMPTY)] });
  expect((await deliverText('hi')).outcome).toBe('handled');
});
