import { describe, expectTypeOf, it } from 'vitest';
import { VZapsClient } from '../../client/index.ts';
import type { EventOf, VZapsEvent } from '../../events/index.ts';
import {
  type ContextWithoutClient,
  createReceiver,
  createUrlSigner,
  type EventHandler,
  lazyReceiver,
  type Outcome,
  type Receiver,
  responseOf,
  unsafeSkipVerification,
} from '../index.ts';

const verify = unsafeSkipVerification();
const receiver = createReceiver({ verify });
const client = new VZapsClient({ clientToken: 'a', clientSecret: 'b' });

describe('receiver.on()', () => {
  it('types the event by the name of its type', () => {
    receiver.on('ReadReceipt', (event) => expectTypeOf(event.messageIds).toEqualTypeOf<string[]>());
    receiver.on('Message', (event) => expectTypeOf(event).toEqualTypeOf<EventOf<'Message'>>());
    receiver.on('Unknown', (event) => expectTypeOf(event.claimedType).toEqualTypeOf<string | undefined>());
    receiver.on(['Connected', 'Disconnected'], (event) =>
      expectTypeOf(event.type).toEqualTypeOf<'Connected' | 'Disconnected'>(),
    );
    receiver.onAny((event) => expectTypeOf(event).toEqualTypeOf<VZapsEvent>());
  });

  it('does not compile for a misspelt event type', () => {
    // @ts-expect-error: there is no such event
    receiver.on('MessageRead', () => {});
    // @ts-expect-error: one of them does not exist
    receiver.on(['Message', 'Receipt'], () => {});
  });

  it('can be chained, and keeps the type of the client', () => {
    createReceiver({ verify, client })
      .on('Presence', () => {})
      .on('Message', (_event, ctx) => expectTypeOf(ctx.reply).toBeFunction());
  });
});

describe('the context of a handler', () => {
  it('has neither client nor reply if the receiver has no client', () => {
    receiver.on('Message', (_event, ctx) => {
      expectTypeOf(ctx).not.toHaveProperty('reply');
      expectTypeOf(ctx).not.toHaveProperty('client');
      // The name and the docstring of this type say how to get `client` and `reply`.
      expectTypeOf(ctx).toEqualTypeOf<ContextWithoutClient>();
      expectTypeOf(ctx.signal).toEqualTypeOf<AbortSignal>();
      expectTypeOf(ctx.instanceId).toEqualTypeOf<string | undefined>();
    });
  });

  it('has the given client, and reply only for a Message', () => {
    createReceiver({ verify, client })
      .on('Message', async (_event, ctx) => {
        expectTypeOf(ctx.client).toEqualTypeOf<VZapsClient>();
        expectTypeOf(await ctx.reply('pong', { quote: true })).toEqualTypeOf<{ messageId: string }>();
        expectTypeOf((await ctx.download()).bytes).toEqualTypeOf<Uint8Array>();
      })
      .on('ReadReceipt', (_event, ctx) => {
        expectTypeOf(ctx.client).toEqualTypeOf<VZapsClient>();
        expectTypeOf(ctx).not.toHaveProperty('reply');
      });
  });

  it('has a bound client, or the client of the instance', () => {
    const bound = client.forInstance('VZ1');
    createReceiver({ verify, client: bound }).on('Message', (_event, ctx) =>
      expectTypeOf(ctx.client).toEqualTypeOf(bound),
    );
    createReceiver({ verify, client: (id: string) => client.forInstance(id) }).on('Message', (_event, ctx) => {
      expectTypeOf(ctx.client).toEqualTypeOf(bound);
    });
    createReceiver({ verify, client: (id) => client.forInstance(id) }).on('Message', (_event, ctx) => {
      expectTypeOf(ctx.client).toEqualTypeOf(bound);
      expectTypeOf(ctx.reply).toBeFunction();
      expectTypeOf(ctx.reply).toBeFunction();
    });
    // @ts-expect-error: this cannot send
    createReceiver({ verify, client: { messages: {} } });
  });
});

describe('Receiver without a type argument', () => {
  const setUp = (plain: Receiver) => plain;

  it('accepts every receiver', () => {
    setUp(createReceiver({ verify }));
    setUp(createReceiver({ verify, client }));
    setUp(createReceiver({ verify, client: client.forInstance('VZ1') }));
    setUp(createReceiver({ verify, client: (id: string) => client.forInstance(id) }));
    setUp(lazyReceiver(() => createReceiver({ verify, client })));
  });

  it('passes handlers the context that every receiver has', () => {
    const plain = setUp(createReceiver({ verify, client }));
    plain.on('Message', (event, ctx) => [event.text, ctx.signal.aborted, ctx.instanceId]);
    plain.onAny((event, ctx) => [event.type, ctx.delivery]);
    // @ts-expect-error: the receiver may have no client
    plain.on('Message', (_event, ctx) => ctx.reply('pong'));
  });
});

describe('the public types', () => {
  it('type handlers and verifiers that are defined in another part of a program', () => {
    const handler: EventHandler<'Message'> = (event, ctx) => [event.text, ctx.signal.aborted];
    const withClient: EventHandler<'Message', VZapsClient> = (event, ctx) => ctx.reply(event.text ?? '');
    receiver.on('Message', handler);
    createReceiver({ verify, client }).on('Message', withClient).on('Message', handler);
    createReceiver({ verify: ({ headers: _ }) => ({ ok: true, instanceId: 'VZ1' }) });
    createReceiver({
      verify: [createUrlSigner({ secret: 'x'.repeat(32) }).verify, async () => ({ ok: false, reason: 'no' })],
    });
    // @ts-expect-error: verify is required
    createReceiver({});
  });

  it('narrow an outcome by its kind', () => {
    const outcome = {} as Outcome;
    if (outcome.kind === 'failed') expectTypeOf(outcome.errors).toEqualTypeOf<readonly unknown[]>();
    if (outcome.kind === 'handled') expectTypeOf(outcome.event).toEqualTypeOf<VZapsEvent>();
    expectTypeOf(responseOf(outcome).status).toEqualTypeOf<number>();
  });
});
