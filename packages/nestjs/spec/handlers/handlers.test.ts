import { Controller, Injectable } from '@nestjs/common';
import { deliver, samplePayload } from '@vzaps/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type EventContext,
  type EventOf,
  OnVZapsEvent,
  unsafeSkipVerification,
  urlToken,
  VZapsModule,
} from '../../src/index.ts';
import { moduleOf, platforms, type Setup, start } from '../app.fixture.ts';

const vzapsModule = () => VZapsModule.forRoot({ verify: unsafeSkipVerification() });

let seen: unknown[] = [];
beforeEach(() => {
  seen = [];
});

describe.each(platforms)('A handler on %s', (platform) => {
  it('receives the event and its context without a decorated parameter', async () => {
    @Injectable()
    class Handlers {
      readonly mark = 'mine';

      @OnVZapsEvent('Message')
      handle(event: EventOf<'Message'>, ctx: EventContext) {
        seen.push(this.mark, event.text, ctx.instanceId, ctx.signal.aborted, ctx.delivery?.method);
      }
    }
    const verify = urlToken({ token: 'a token of enough length', param: 'token', instanceId: 'VZ1' });
    const { deliverText } = await start(platform, {
      imports: [VZapsModule.forRoot({ verify })],
      providers: [Handlers],
    });
    const path = `/webhooks/vzaps?token=${encodeURIComponent('a token of enough length')}`;
    expect(await deliverText('olá', path)).toMatchObject({ status: 200, outcome: 'handled' });
    expect(seen).toEqual(['mine', 'olá', 'VZ1', false, 'POST']);
  });

  it('is found in any module, behind useClass, useFactory and useValue, and if it is inherited', async () => {
    class Base {
      readonly mark: string;

      constructor(mark: string) {
        this.mark = mark;
      }

      @OnVZapsEvent('Message')
      handle() {
        seen.push(this.mark);
      }
    }
    @Injectable()
    class Derived extends Base {
      constructor() {
        super('derived');
      }
    }
    const { deliverText } = await start(platform, {
      imports: [
        vzapsModule(),
        moduleOf({ imports: [moduleOf({ providers: [Derived, { provide: 'ALIAS', useExisting: Derived }] })] }),
      ],
      providers: [
        { provide: 'CLASS', useClass: Derived },
        { provide: 'FACTORY', useFactory: async () => new Base('factory') },
        { provide: 'VALUE', useValue: new Base('value') },
      ],
    });
    await deliverText('hi');
    expect(seen.sort()).toEqual(['derived', 'derived', 'factory', 'value']);
  });

  it('may be a method of a controller', async () => {
    @Controller()
    class Controllers {
      @OnVZapsEvent('Message')
      handle() {
        seen.push('controller');
      }
    }
    const { deliverText } = await start(platform, { imports: [vzapsModule()], controllers: [Controllers] });
    expect(await deliverText('hi')).toMatchObject({ outcome: 'handled' });
    expect(seen).toEqual(['controller']);
  });

  it('receives the events of all its decorators, and runs once if two of them name one event type', async () => {
    @Injectable()
    class Handlers {
      @OnVZapsEvent('Message')
      @OnVZapsEvent(['ReadReceipt', 'Message'])
      handle(event: EventOf<'Message' | 'ReadReceipt'>) {
        seen.push(event.type);
      }
    }
    const { origin } = await start(platform, { imports: [vzapsModule()], providers: [Handlers] });
    await deliver(`${origin}/webhooks/vzaps`, samplePayload('Message'));
    await deliver(`${origin}/webhooks/vzaps`, samplePayload('ReadReceipt'));
    expect(seen).toEqual(['Message', 'ReadReceipt']);
  });

  it('runs once if two modules provide its class', async () => {
    @Injectable()
    class Handlers {
      @OnVZapsEvent('Message')
      handle() {
        seen.push('once');
      }
    }
    const { deliverText } = await start(platform, {
      imports: [vzapsModule(), moduleOf({ providers: [Handlers] }), moduleOf({ providers: [Handlers] })],
    });
    await deliverText('hi');
    expect(seen).toEqual(['once']);
  });

  it('runs if an instanceDecorator wraps every provider in a Proxy', async () => {
    @Injectable()
    class Handlers {
      @OnVZapsEvent('Message')
      handle(event: EventOf<'Message'>) {
        seen.push(event.text);
      }
    }
    const instanceDecorator = (instance: unknown) =>
      typeof instance === 'object' && instance && !(instance instanceof Map) ? new Proxy(instance, {}) : instance;
    const { deliverText } = await start(platform, { imports: [vzapsModule()], providers: [Handlers] }, {
      instrument: { instanceDecorator },
    } as Setup);
    expect(await deliverText('hi')).toMatchObject({ outcome: 'handled' });
    expect(seen).toEqual(['hi']);
  });

  it('does not run if a subclass overrides it without the decorator', async () => {
    class Base {
      @OnVZapsEvent('Message')
      handle() {
        seen.push('base');
      }
    }
    @Injectable()
    class Derived extends Base {
      override handle() {
        seen.push('derived');
      }
    }
    const { deliverText } = await start(platform, { imports: [vzapsModule()], providers: [Derived] });
    expect(await deliverText('hi')).toMatchObject({ status: 200, outcome: 'unhandled' });
    expect(seen).toEqual([]);
  });

  it('stops the application at startup if its event type does not exist', async () => {
    @Injectable()
    class Handlers {
      // @ts-expect-error: this event type does not exist
      @OnVZapsEvent('MessageRead')
      handle() {}
    }
    await expect(start(platform, { imports: [vzapsModule()], providers: [Handlers] })).rejects.toMatchObject({
      code: 'EVENT_UNKNOWN',
    });
  });
});
