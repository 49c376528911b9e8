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

const open = () => VZapsModule.forRoot({ verify: unsafeSkipVerification() });

let seen: unknown[] = [];
beforeEach(() => {
  seen = [];
});

/** An interceptor around handlers alone. */
const around = (pipe: (handled: Observable<unknown>) => Observable<unknown>): NestInterceptor => ({
  intercept: (context: ExecutionContext, next: CallHandler) =>
    isVZapsContext(context) ? pipe(next.handle()) : next.handle(),
});
const swallow = around((handled) => handled.pipe(catchError(() => of('all is well'))));

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

describe.each(platforms)('an interceptor of a handler on %s', (platform) => {
  const started = (handle: (event: EventOf<'Message'>) => unknown, ...interceptors: NestInterceptor[]) =>
    start(platform, {
      imports: [open()],
      providers: [handlers(handle), ...interceptors.map((useValue) => ({ provide: APP_INTERCEPTOR, useValue }))],
    });

  it.each([
    ['throws', () => Promise.reject(new Error('no database'))],
    ['returns as an Observable', () => throwError(() => new Error('no database'))],
  ])('swallows no error that a handler %s', async (_, handle) => {
    const { deliverText } = await started(handle, swallow);
    expect(await deliverText('hi')).toMatchObject({ status: 500, outcome: 'failed' });
  });

  it('swallows none at the method either, in whatever order the decorators stand', async () => {
    @Injectable()
    class Handlers {
      @OnVZapsEvent('Message')
      @UseInterceptors(swallow)
      above() {
        throw new Error('no database');
      }

      @UseInterceptors(swallow)
      @OnVZapsEvent('ReadReceipt')
      below() {
        throw new Error('no database');
      }
    }
    const { app } = await start(platform, { imports: [open()], providers: [Handlers] });
    const receiver: Receiver = app.get(getVZapsReceiverToken());
    expect((await receiver.dispatch(sampleEvent('Message'))).kind).toBe('failed');
    expect((await receiver.dispatch(sampleEvent('ReadReceipt'))).kind).toBe('failed');
  });

  it('may try again: what works at last has not failed', async () => {
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

  it('that swallows what still fails when it is tried again leaves it failed', async () => {
    const handle = () => Promise.reject(new Error('still no database'));
    const { deliverText } = await started(
      handle,
      swallow,
      around((handled) => handled.pipe(retry(1))),
    );
    expect((await deliverText('hi')).outcome).toBe('failed');
  });

  it('takes no failure of one event for one of another that is handled at the same time', async () => {
    const slow = deferred();
    const inside = deferred();
    const { app } = await started(async (event) => {
      if (event.text === 'bad') throw new Error('bad');
      inside.resolve();
      await slow.promise;
    }, swallow);
    const receiver: Receiver = app.get(getVZapsReceiverToken());
    const good = receiver.dispatch(sampleEvent('Message', { text: 'good', chat: '1@s.whatsapp.net' }));
    await inside.promise;
    const bad = await receiver.dispatch(sampleEvent('Message', { text: 'bad', chat: '2@s.whatsapp.net' }));
    slow.resolve();
    expect([(await good).kind, bad.kind]).toEqual(['handled', 'failed']);
  });

  it('finds the very method that was decorated, and no more arguments than it has', async () => {
    const Handlers = handlers(() => undefined);
    const look: NestInterceptor = {
      intercept(context, next) {
        if (isVZapsContext(context))
          seen.push(context.getHandler() === Handlers.prototype.handle, context.getArgs().length);
        return next.handle();
      },
    };
    const { deliverText } = await start(platform, {
      imports: [open()],
      providers: [Handlers, { provide: APP_INTERCEPTOR, useValue: look }],
    });
    await deliverText('hi');
    expect(seen).toEqual([true, 2]);
  });

  it('sees undefined of a handler whose Observable has nothing, and that is handled', async () => {
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

  it('that skips the handler with an Observable of nothing leaves the event failed, as Nest has it', async () => {
    const handle = () => seen.push('handled');
    const { deliverText } = await started(handle, {
      intercept: (context, next) => (isVZapsContext(context) ? EMPTY : next.handle()),
    });
    expect((await deliverText('hi')).outcome).toBe('failed');
    expect(seen).toEqual([]);
  });

  it('does not make a guard of nothing a handled event', async () => {
    const guard = { canActivate: (context: ExecutionContext) => (isVZapsContext(context) ? EMPTY : true) };
    const { deliverText } = await start(platform, {
      imports: [open()],
      providers: [handlers(() => undefined), { provide: APP_GUARD, useValue: guard }],
    });
    expect((await deliverText('hi')).outcome).toBe('failed');
  });
});

it.each(platforms)('a handler on %s may return an Observable of nothing', async (platform) => {
  const { deliverText } = await start(platform, { imports: [open()], providers: [handlers(() => EMPTY)] });
  expect((await deliverText('hi')).outcome).toBe('handled');
});
