import { type ArgumentsHost, Catch, ConsoleLogger, type ExceptionFilter, Injectable, UseFilters } from '@nestjs/common';
import { APP_FILTER, BaseExceptionFilter } from '@nestjs/core';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type EventOf,
  OnVZapsEvent,
  type Outcome,
  unsafeSkipVerification,
  VZapsModule,
  VZapsPayload,
} from '../../src/index.ts';
import { platforms, start } from '../app.fixture.ts';
import { HideErrors, Log, log } from './enhancers.fixture.ts';

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

describe.each(platforms)('Exception filters of a handler on %s', (platform) => {
  it('receive the error, and the outcome stays failed whatever they return', async () => {
    @Injectable()
    class Handlers {
      @OnVZapsEvent('Message')
      handle(@VZapsPayload(Log) event: EventOf<'Message'>) {
        throw new Error(`not ${event.text}`);
      }
    }
    const { deliverText } = await start(
      platform,
      { imports: [vzapsModule()], providers: [Handlers, { provide: APP_FILTER, useClass: HideErrors }] },
      { before: (app) => app.useGlobalFilters(new HideErrors()) },
    );
    expect(await deliverText('hi')).toMatchObject(FAILED);
    expect(log).toEqual([
      ['pipe', 'Message'],
      ['filter', 'not hi', 'vzaps', 2],
    ]);
    expect(outcomes).toMatchObject([{ kind: 'failed', errors: [{ message: 'not hi' }] }]);
    expect((await deliverText('hi')).status).toBe(500);
  });

  it('run at the method before the global ones, as in Nest', async () => {
    @Catch(RangeError)
    class Ranges implements ExceptionFilter {
      catch(error: Error, host: ArgumentsHost) {
        log.push([error.message, host.getArgByIndex(0).text]);
      }
    }
    @Injectable()
    class Handlers {
      @OnVZapsEvent('Message')
      @UseFilters(Ranges)
      handle() {
        throw new RangeError('too far');
      }
    }
    const { deliverText } = await start(platform, {
      imports: [vzapsModule()],
      providers: [Handlers, { provide: APP_FILTER, useClass: HideErrors }],
    });
    expect(await deliverText('hi')).toMatchObject(FAILED);
    expect(log).toEqual([['too far', 'hi']]);
  });

  it('leave an error that none of them catches to the log of the application', async () => {
    @Injectable()
    class Handlers {
      @OnVZapsEvent('Message')
      handle() {
        throw new Error('no such table');
      }
    }
    const logger = new (class extends ConsoleLogger {
      override error(...line: unknown[]) {
        log.push(line.map(String).join(' '));
      }
    })();
    logger.setLogLevels(['error']);
    const { deliverText } = await start(platform, { imports: [vzapsModule()], providers: [Handlers] }, { logger });
    expect(await deliverText('hi')).toMatchObject(FAILED);
    expect(log).toEqual([expect.stringContaining('no such table')]);
  });

  it('do not change the outcome if they work only for HTTP', async () => {
    @Catch()
    class HttpOnly extends BaseExceptionFilter {}
    @Injectable()
    class Handlers {
      @OnVZapsEvent('Message')
      handle() {
        throw new Error('mine');
      }
    }
    const { deliverText } = await start(platform, {
      imports: [vzapsModule()],
      providers: [Handlers, { provide: APP_FILTER, useClass: HttpOnly }],
    });
    expect(await deliverText('hi')).toMatchObject(FAILED);
    expect(outcomes).toMatchObject([{ errors: [{ message: 'mine' }] }]);
    expect(await deliverText('hi')).toMatchObject(FAILED);
  });
});
