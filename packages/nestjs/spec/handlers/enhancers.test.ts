import { Injectable, type PipeTransform, UseGuards, UseInterceptors } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type EventContext,
  type EventOf,
  OnVZapsEvent,
  type Outcome,
  unsafeSkipVerification,
  VZapsContext,
  VZapsModule,
  VZapsPayload,
} from '../../src/index.ts';
import { platforms, start } from '../app.fixture.ts';
import { Broken, Log, log, Refuse, VZapsOnly } from './enhancers.fixture.ts';

let outcomes: Outcome[] = [];
const vzapsModule = () =>
  VZapsModule.forRoot({
    verify: unsafeSkipVerification(),
    onOutcome: (outcome) => {
      outcomes.push(outcome);
    },
  });
beforeEach(() => {
  log.length = 0;
  outcomes = [];
});

const FAILED = { status: 500, outcome: 'failed', body: '{"outcome":"failed"}' };

describe.each(platforms)('Guards, interceptors and pipes of a handler on %s', (platform) => {
  it('run in Nest’s order, those of the class and those of the method', async () => {
    @Injectable()
    @UseGuards(Log)
    class Handlers {
      @OnVZapsEvent('Message')
      @UseInterceptors(Log)
      handle(@VZapsPayload(Log) event: EventOf<'Message'>, ctx: EventContext) {
        log.push(['handler', event.type, ctx.signal.aborted]);
      }
    }
    const { deliverText } = await start(platform, { imports: [vzapsModule()], providers: [Handlers] });
    expect(await deliverText('hi')).toMatchObject({ outcome: 'handled' });
    expect(log).toEqual([
      ['guard', 'vzaps', 'Handlers', 'handle'],
      ['pipe', 'Message'],
      ['handler', 'Message', false],
      ['interceptor', 2, true],
    ]);
  });

  it('can change the event in a pipe, also if another parameter is the context', async () => {
    class Text implements PipeTransform {
      transform(event: EventOf<'Message'>) {
        return { ...event, text: event.text?.toUpperCase() };
      }
    }
    @Injectable()
    class Handlers {
      @OnVZapsEvent('Message')
      handle(@VZapsPayload(new Text(), Log) event: EventOf<'Message'>, @VZapsContext() ctx: EventContext) {
        log.push(event.text, Object.keys(ctx).includes('signal'));
      }
    }
    const { deliverText } = await start(platform, { imports: [vzapsModule()], providers: [Handlers] });
    await deliverText('hi');
    expect(log).toEqual([['pipe', 'Message'], 'HI', true]);
  });

  it('are not mixed up between two classes with one name', async () => {
    const handlers = (mark: string) => {
      class Mark implements PipeTransform {
        transform = () => mark;
      }
      @Injectable()
      class Handlers {
        @OnVZapsEvent('Message')
        handle(@VZapsPayload(Mark) event: EventOf<'Message'>) {
          log.push(event);
        }
      }
      return Handlers;
    };
    const { deliverText } = await start(platform, {
      imports: [vzapsModule()],
      providers: [handlers('a'), handlers('b')],
    });
    await deliverText('hi');
    expect(log.sort()).toEqual(['a', 'b']);
  });

  it.each([
    ['a guard', UseGuards(Refuse)],
    ['a global guard', undefined],
  ])('make the outcome failed if %s refuses', async (_, decorate) => {
    @Injectable()
    class Handlers {
      @OnVZapsEvent('Message')
      handle() {
        log.push('handled');
      }
    }
    decorate?.(Handlers);
    const guard = {
      canActivate: (context: { getType(): string }) => Boolean(decorate) || context.getType() === 'http',
    };
    const { deliverText } = await start(platform, {
      imports: [vzapsModule()],
      providers: [Handlers, { provide: APP_GUARD, useValue: guard }],
    });
    expect(await deliverText('hi')).toMatchObject(FAILED);
    expect(log).toEqual([]);
  });

  it('make the outcome failed if a pipe throws', async () => {
    @Injectable()
    class Handlers {
      @OnVZapsEvent('Message')
      handle(@VZapsPayload(Broken) _event: EventOf<'Message'>) {
        log.push('handled');
      }
    }
    const { deliverText } = await start(platform, { imports: [vzapsModule()], providers: [Handlers] });
    expect(await deliverText('hi')).toMatchObject(FAILED);
    expect(outcomes).toMatchObject([{ kind: 'failed', errors: [{ message: 'no such value' }] }]);
    expect(log).toEqual([]);
  });

  it('distinguish a handler from an HTTP route by isVZapsContext()', async () => {
    @Injectable()
    class Handlers {
      @OnVZapsEvent('Message')
      handle() {}
    }
    const { deliverText } = await start(platform, {
      imports: [vzapsModule()],
      providers: [Handlers, { provide: APP_INTERCEPTOR, useClass: VZapsOnly }],
    });
    await deliverText('hi');
    expect(log).toEqual(['http', 'vzaps']);
  });
});
