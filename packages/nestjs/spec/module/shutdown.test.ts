import { once } from 'node:events';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { expect, it } from 'vitest';
import { type EventContext, type EventOf, OnVZapsEvent, unsafeSkipVerification, VZapsModule } from '../../src/index.ts';
import { deferred, platforms, start } from '../app.fixture.ts';

it.each(platforms)(
  'app.close() on %s waits for a running handler and its response, and answers 503 to new deliveries',
  async (platform) => {
    const log: string[] = [];
    const started = deferred<AbortSignal>();
    const finish = deferred();
    @Injectable()
    class Handlers implements BeforeApplicationShutdown {
      @OnVZapsEvent('Message')
      async handle(event: EventOf<'Message'>, ctx: EventContext) {
        started.resolve(ctx.signal);
        await finish.promise;
        log.push(`handled ${event.text}`);
      }

      beforeApplicationShutdown() {
        log.push('connections closed');
      }
    }
    const { app, deliverText } = await start(platform, {
      imports: [VZapsModule.forRoot({ verify: unsafeSkipVerification() })],
      providers: [Handlers],
    });
    const first = deliverText('one');
    const signal = await started.promise;
    const closing = once(signal, 'abort');
    const closed = app.close();
    await closing;
    expect(await deliverText('two')).toMatchObject({ status: 503, outcome: 'overloaded' });
    finish.resolve();
    expect(await first).toMatchObject({ status: 200, outcome: 'handled' });
    await closed;
    expect(log).toEqual(['handled one', 'connections closed']);
  },
);
