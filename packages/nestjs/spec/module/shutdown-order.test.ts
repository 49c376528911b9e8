import { once } from 'node:events';
import { Inject, Injectable, type ModuleMetadata, type OnModuleDestroy, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { sampleEvent } from '@vzaps/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type EventContext,
  type EventOf,
  getVZapsReceiverToken,
  OnVZapsEvent,
  type Receiver,
  unsafeSkipVerification,
  VZapsModule,
} from '../../src/index.ts';
import { deferred, moduleOf, platforms, start } from '../app.fixture.ts';

let log: string[] = [];
let started = deferred<AbortSignal>();
let finish = deferred();
beforeEach(() => {
  log = [];
  started = deferred();
  finish = deferred();
});

@Injectable()
class Database implements OnModuleDestroy {
  private open = true;

  save(text: string | undefined) {
    log.push(this.open ? `saved ${text}` : 'error: the database is closed');
  }

  onModuleDestroy() {
    this.open = false;
    log.push('database closed');
  }
}

@Injectable()
class Handlers {
  @Inject(Database) readonly database!: Database;

  @OnVZapsEvent('Message')
  async handle(event: EventOf<'Message'>, ctx: EventContext) {
    started.resolve(ctx.signal);
    await finish.promise;
    this.database.save(event.text);
  }
}

@Injectable()
class Sales extends Handlers {
  @OnVZapsEvent('Message', { name: 'sales' })
  override handle(event: EventOf<'Message'>, ctx: EventContext) {
    return super.handle(event, ctx);
  }
}

type Layout = (vzaps: (database: Type) => Type[]) => ModuleMetadata;

/** The modules that may provide the database and the handlers, relative to `VZapsModule`. */
const LAYOUTS: Record<string, Layout> = {
  'a module that the root imports': (modules) => {
    const database = moduleOf({ providers: [Database], exports: [Database] });
    return { imports: modules(database), providers: [Handlers] };
  },
  'a module deep below': (modules) => {
    const database = moduleOf({ providers: [Database], exports: [Database] });
    return { imports: modules(moduleOf({ imports: [moduleOf({ imports: [database], providers: [Handlers] })] })) };
  },
  'the root module': (modules) => ({ imports: modules(moduleOf({})), providers: [Database, Handlers] }),
};
const ORDERS = ['before', 'after'] as const;

describe.each(platforms)('app.close() during a delivery on %s', (platform) => {
  describe.each([false, true])('with isGlobal: %s', (isGlobal) => {
    describe.each(ORDERS)('and VZapsModule imported %s the others', (order) => {
      it.each(Object.keys(LAYOUTS))(
        'keeps the database open until running handlers have finished, with handlers in %s',
        async (name) => {
          const modules = (other: Type) => {
            const vzaps = VZapsModule.forRoot({ verify: unsafeSkipVerification(), isGlobal });
            return (order === 'before' ? [vzaps, other] : [other, vzaps]) as Type[];
          };
          const { app, deliverText } = await start(platform, (LAYOUTS[name] as Layout)(modules));
          const first = deliverText('one');
          const closing = once(await started.promise, 'abort');
          const closed = app.close();
          await closing;
          // Nest has had the time to call further hooks meanwhile.
          await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
          finish.resolve();
          expect(await first).toMatchObject({ status: 200, outcome: 'handled' });
          await closed;
          expect(log).toEqual(['saved one', 'database closed']);
        },
      );
    });
  });

  it('waits for the handlers of every registration', async () => {
    const { app, deliverText } = await start(platform, {
      imports: [
        VZapsModule.forRoot({ verify: unsafeSkipVerification() }),
        moduleOf({
          imports: [VZapsModule.forRoot({ name: 'sales', verify: unsafeSkipVerification(), isGlobal: true })],
        }),
      ],
      providers: [Database, Handlers, Sales],
    });
    const delivered = deliverText('two', '/webhooks/vzaps/sales');
    const closing = once(await started.promise, 'abort');
    const closed = app.close();
    await closing;
    expect(await deliverText('three')).toMatchObject({ status: 503 });
    finish.resolve();
    expect(await delivered).toMatchObject({ status: 200 });
    await closed;
    expect(log).toEqual(['saved two', 'database closed']);
  });
});

it('app.close() waits for a dispatched event in an application without HTTP', async () => {
  const module = moduleOf({
    imports: [VZapsModule.forRoot({ verify: unsafeSkipVerification(), isGlobal: true })],
    providers: [Database, Handlers],
  });
  const app = await NestFactory.createApplicationContext(module, { logger: false });
  const dispatched = app.get<Receiver>(getVZapsReceiverToken()).dispatch(sampleEvent('Message', { text: 'queued' }));
  const closing = once(await started.promise, 'abort');
  const closed = app.close();
  await closing;
  finish.resolve();
  expect((await dispatched).kind).toBe('handled');
  await closed;
  expect(log).toEqual(['saved queued', 'database closed']);
});
