import { Inject, Injectable, Scope } from '@nestjs/common';
import {
  type ContextId,
  ContextIdFactory,
  type ContextIdStrategy,
  type HostComponentInfo,
  REQUEST,
} from '@nestjs/core';
import { sampleEvent } from '@vzaps/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type EventContext,
  type EventOf,
  getVZapsReceiverToken,
  OnVZapsEvent,
  type Receiver,
  unsafeSkipVerification,
  VZapsModule,
} from '../../src/index.ts';
import { platforms, start } from '../app.fixture.ts';

interface EventRequest {
  event: EventOf<'Message'>;
  ctx: EventContext;
}

let seen: unknown[] = [];
let requests: unknown[] = [];
beforeEach(() => {
  seen = [];
  requests = [];
});
afterEach(() => ContextIdFactory.apply(undefined as never));

/** One tree of durable providers for each instance, as Nest's documentation writes it for a header of a request. */
class TenantStrategy implements ContextIdStrategy<EventRequest> {
  private readonly tenants = new Map<string, ContextId>();
  private readonly withPayload: boolean;

  constructor(withPayload: boolean) {
    this.withPayload = withPayload;
  }

  attach(contextId: ContextId, request: EventRequest) {
    requests.push(request);
    const tenant = request.ctx?.instanceId ?? 'none';
    const tenantId = this.tenants.get(tenant) ?? ContextIdFactory.create();
    this.tenants.set(tenant, tenantId);
    const resolve = (info: HostComponentInfo) => (info.isTreeDurable ? tenantId : contextId);
    return this.withPayload ? { resolve, payload: { tenant } } : resolve;
  }
}

describe.each(platforms)('A durable provider on %s', (platform) => {
  async function dispatchAll(provider: never, events: [tenant: string, text: string][]) {
    const imports = [VZapsModule.forRoot({ verify: unsafeSkipVerification() })];
    const { app } = await start(platform, { imports, providers: [].concat(provider) });
    const receiver: Receiver = app.get(getVZapsReceiverToken());
    for (const [instanceId, text] of events) {
      const { kind } = await receiver.dispatch(sampleEvent('Message', { text }), { instanceId });
      expect(kind).toBe('handled');
    }
  }

  it('exists once for each tenant if it has a handler', async () => {
    ContextIdFactory.apply(new TenantStrategy(true));
    let created = 0;
    @Injectable({ scope: Scope.REQUEST, durable: true })
    class Bot {
      readonly number = ++created;
      @Inject(REQUEST) readonly payload!: { tenant: string };

      @OnVZapsEvent('Message')
      answer(event: EventOf<'Message'>) {
        seen.push([this.number, this.payload.tenant, event.text]);
      }
    }
    const events: [string, string][] = [
      ['VZ1', 'a'],
      ['VZ2', 'b'],
      ['VZ1', 'c'],
      ['VZ2', 'd'],
    ];
    await dispatchAll(Bot as never, events);
    expect(seen).toEqual([
      [1, 'VZ1', 'a'],
      [2, 'VZ2', 'b'],
      [1, 'VZ1', 'c'],
      [2, 'VZ2', 'd'],
    ]);
  });

  it.each([
    ['with a payload', true],
    ['without a payload', false],
  ])('exists once for each tenant if a handler injects it, for a strategy %s', async (_, withPayload) => {
    ContextIdFactory.apply(new TenantStrategy(withPayload));
    let created = 0;
    @Injectable({ scope: Scope.REQUEST, durable: true })
    class Connection {
      readonly number = ++created;
    }
    @Injectable()
    class Bot {
      @Inject(Connection) readonly connection!: Connection;

      @OnVZapsEvent('Message')
      answer(event: EventOf<'Message'>) {
        seen.push([this.connection.number, event.text]);
      }
    }
    const events: [string, string][] = [
      ['VZ1', 'a'],
      ['VZ2', 'b'],
      ['VZ1', 'c'],
    ];
    await dispatchAll([Connection, Bot] as never, events);
    expect(seen).toEqual([
      [1, 'a'],
      [2, 'b'],
      [1, 'c'],
    ]);
  });

  it('does not change the REQUEST of a request-scoped handler', async () => {
    ContextIdFactory.apply(new TenantStrategy(true));
    let created = 0;
    @Injectable({ scope: Scope.REQUEST, durable: true })
    class Connection {
      readonly number = ++created;
    }
    @Injectable({ scope: Scope.REQUEST })
    class Bot {
      @Inject(Connection) readonly connection!: Connection;
      @Inject(REQUEST) readonly request!: EventRequest & { tenant: string };

      @OnVZapsEvent('Message')
      answer(event: EventOf<'Message'>, ctx: EventContext) {
        const { request } = this;
        seen.push([this.connection.number, request.event === event, request.ctx === ctx, request.tenant]);
      }
    }
    const events: [string, string][] = [
      ['VZ1', 'a'],
      ['VZ1', 'b'],
    ];
    await dispatchAll([Connection, Bot] as never, events);
    expect(seen).toEqual([
      [1, true, true, 'VZ1'],
      [1, true, true, 'VZ1'],
    ]);
  });

  it('gets a strategy that sees { event, ctx } for each event', async () => {
    ContextIdFactory.apply(new TenantStrategy(false));
    @Injectable({ scope: Scope.REQUEST })
    class Bot {
      @OnVZapsEvent('Message')
      answer(event: EventOf<'Message'>, ctx: EventContext) {
        const request = requests.at(-1) as EventRequest;
        seen.push(request.event === event, request.ctx === ctx);
      }
    }
    await dispatchAll(Bot as never, [['VZ1', 'a']]);
    expect(seen).toEqual([true, true]);
  });
});
