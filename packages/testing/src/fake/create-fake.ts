import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { createApp } from './api/app.ts';
import { deliver } from './delivery/deliver.ts';
import type { DeliveryLogEntry, FakeDeliverOptions } from './delivery/delivery-types.ts';
import { type ReceiptState, receiptFor } from './delivery/receipt.ts';
import type { Fault } from './faults/fault-types.ts';
import type { FakeInstance, FakeVZapsOptions, RecordedRequest, SentMessage } from './options.ts';
import { instanceOf, newWorld } from './state/fake-state.ts';
import { newMessageId } from './state/ids.ts';

/** A VZaps of one's own, on loopback. */
export interface FakeVZaps {
  /** The `baseUrl` for a client. */
  readonly url: string;
  readonly clientToken: string;
  readonly clientSecret: string;
  readonly instances: readonly [FakeInstance, ...FakeInstance[]];
  /** An instance of somebody else: 403. */
  readonly foreign: FakeInstance;
  /** What reached the API, the oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** The messages that were sent, the oldest first. */
  readonly sent: readonly SentMessage[];
  /** The delivery log of an instance, the oldest first. */
  log(instanceId: string): readonly DeliveryLogEntry[];
  /**
   * Delivers a payload to the instance's webhook, as VZaps would. Resolves when all attempts are over, failed ones too.
   *
   * @throws Error when the instance has no webhook.
   */
  deliver(instanceId: string, payload: unknown, options?: FakeDeliverOptions): Promise<DeliveryLogEntry>;
  /** Delivers the receipt of a message that was sent. */
  receipt(message: SentMessage, state?: ReceiptState, options?: FakeDeliverOptions): Promise<DeliveryLogEntry>;
  /** Lets something go wrong for the next requests that it fits. Faults happen in the order in which they were asked for. */
  fault(fault: Fault): void;
  /** Puts an entry into a queue, which is empty otherwise, since the fake sends at once. Returns its id. */
  enqueue(instanceId: string, queue: 'messages' | 'operations', entry?: Readonly<Record<string, unknown>>): string;
  /** Makes every owner's token worthless, as if its time were over. */
  expireTokens(): void;
  /** Cuts what is under way. */
  close(): Promise<void>;
}

/** Starts a fake VZaps on a free port of 127.0.0.1. Everything in it is forgotten when it closes. */
export async function createFakeVZaps(options: FakeVZapsOptions = {}): Promise<FakeVZaps> {
  const world = newWorld(options);
  const { server, url } = await listen(createApp(world).fetch);
  const all = [...world.instances.values()];
  const named = ({ id, token }: FakeInstance): FakeInstance => ({ id, token });
  const fake: FakeVZaps = {
    url,
    clientToken: world.clientToken,
    clientSecret: world.clientSecret,
    instances: all.filter(({ foreign }) => !foreign).map(named) as unknown as [FakeInstance],
    foreign: named(all.find(({ foreign }) => foreign) as FakeInstance),
    requests: world.requests,
    sent: world.sent,
    log: (id) => instanceOf(world, id).log.map(({ entry }) => entry),
    deliver: async (id, payload, more) => deliver(world, instanceOf(world, id), payload, more),
    receipt: async (message, state, more) => {
      const instance = instanceOf(world, message.instanceId);
      return deliver(world, instance, receiptFor(message, state), more);
    },
    fault: (fault) => void world.faults.push({ fault, left: fault.times ?? 1 }),
    enqueue: (id, queue, entry = {}) => {
      const messageId = newMessageId();
      instanceOf(world, id).queues[queue].set(messageId, { message_id: messageId, ...entry });
      return messageId;
    },
    expireTokens: () => world.ownerTokens.clear(),
    close: () => {
      world.closing.abort();
      return closeServer(server);
    },
  };
  if (options.receipts) {
    // Nobody waits for it; an instance without a webhook has none.
    world.onSent = (message) => void setImmediate(() => fake.receipt(message).catch(() => {}));
  }
  return fake;
}

function listen(fetch: Parameters<typeof serve>[0]['fetch']): Promise<{ server: Server; url: string }> {
  return new Promise((resolve) => {
    const server = serve(
      { fetch, hostname: '127.0.0.1', port: 0, overrideGlobalObjects: false },
      (address: AddressInfo) => resolve({ server: server as Server, url: `http://127.0.0.1:${address.port}` }),
    );
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
