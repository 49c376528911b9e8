import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { checkOptions, customOption, type OptionRules, stringOption } from '@vzaps/core/webhooks';
import { createApi } from './api/app.ts';
import { deliver } from './delivery/deliver.ts';
import type { DeliveryLogEntry, FakeDeliverOptions } from './delivery/delivery-types.ts';
import { type ReceiptState, receiptFor } from './delivery/receipt.ts';
import { checkFault } from './faults/check-fault.ts';
import type { Fault } from './faults/fault-types.ts';
import {
  checkFakeOptions,
  DELIVERY_RULES,
  type FakeInstance,
  type FakeVZapsOptions,
  type RecordedRequest,
  type SentMessage,
} from './options.ts';
import { addRealtime } from './realtime/realtime-server.ts';
import type { FakeRealtime } from './realtime/realtime-types.ts';
import { findInstance, newState } from './state/fake-state.ts';
import { newMessageId } from './state/ids.ts';

/** A fake VZaps that runs on a real port of 127.0.0.1. */
export interface FakeVZaps extends AsyncDisposable {
  /** The `baseUrl` for a client. */
  readonly url: string;
  /** The URL of the realtime WebSocket: `ws://127.0.0.1:4711/events/ws`. */
  readonly realtimeUrl: string;
  /** Sends realtime events and makes realtime connections fail. */
  readonly realtime: FakeRealtime;
  /** The `clientToken` for a client. */
  readonly clientToken: string;
  /** The `clientSecret` for a client. */
  readonly clientSecret: string;
  /** The instances of the account. */
  readonly instances: readonly [FakeInstance, ...FakeInstance[]];
  /** An instance of another account. The API responds 403 for it. */
  readonly foreign: FakeInstance;
  /** The requests that reached the API, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** The messages that were sent through the API, oldest first. */
  readonly sent: readonly SentMessage[];
  /**
   * Returns the delivery log of an instance, oldest first.
   *
   * @throws VZapsError `INVALID_REQUEST` if there is no such instance.
   */
  log(instanceId: string): readonly DeliveryLogEntry[];
  /**
   * Delivers a payload to the instance's webhook, as VZaps does. Resolves with the log entry after the last attempt,
   * also if all attempts failed.
   *
   * @throws VZapsError `INVALID_REQUEST` if there is no such instance or it has no webhook. `INVALID_OPTION` for a wrong
   * option.
   *
   * @example
   * import { createFakeVZaps, samplePayload } from '@vzaps/testing';
   *
   * const fake = await createFakeVZaps();
   * const [{ id }] = fake.instances;
   * const entry = await fake.deliver(id, samplePayload('Message'), { url: 'http://127.0.0.1:3000/webhooks/vzaps' });
   * if (entry.status === 'failed') process.exitCode = 1;
   */
  deliver(instanceId: string, payload: unknown, options?: FakeDeliverOptions): Promise<DeliveryLogEntry>;
  /** Delivers a receipt for a message that was sent through the API. `state` defaults to `Delivered`. */
  receipt(message: SentMessage, state?: ReceiptState, options?: FakeDeliverOptions): Promise<DeliveryLogEntry>;
  /**
   * Makes the next matching requests fail. Faults apply in the order in which they were added.
   *
   * @throws VZapsError `INVALID_OPTION`
   *
   * @example
   * import { createFakeVZaps } from '@vzaps/testing';
   *
   * const fake = await createFakeVZaps();
   * fake.fault({ route: 'POST /instances/:id/chat/send/text', status: 429, headers: { 'retry-after': '1' } });
   */
  fault(fault: Fault): void;
  /**
   * Puts an entry into a queue and returns its id. The queues are empty otherwise, because the fake sends at once.
   *
   * @throws VZapsError `INVALID_REQUEST` if there is no such instance.
   */
  enqueue(instanceId: string, queue: 'messages' | 'operations', entry?: Readonly<Record<string, unknown>>): string;
  /** Makes the API reject every token that it has issued, as if it had expired. */
  expireTokens(): void;
  /** Stops the server and aborts deliveries in flight. An unclosed fake does not keep the process alive. */
  close(): Promise<void>;
}

/**
 * Starts a fake VZaps on 127.0.0.1: the HTTP API, realtime and the deliveries of webhooks. It stores everything in memory.
 *
 * @throws VZapsError `INVALID_OPTION`. A port that is in use rejects with the error of Node.js (`EADDRINUSE`).
 *
 * @example
 * import { VZapsClient } from '@vzaps/core/client';
 * import { createFakeVZaps } from '@vzaps/testing';
 *
 * const fake = await createFakeVZaps();
 * const [{ id: instanceId }] = fake.instances;
 * const vzaps = new VZapsClient({ baseUrl: fake.url, clientToken: fake.clientToken, clientSecret: fake.clientSecret });
 * await vzaps.messages.sendText({ instanceId, phone: '5511900001234', message: 'Hello' });
 * fake.sent; // [{ kind: 'text', phone: '5511900001234', … }]
 * await fake.close();
 */
export async function createFakeVZaps(options: FakeVZapsOptions = {}): Promise<FakeVZaps> {
  checkFakeOptions(options);
  const state = newState(options);
  const { server, url } = await listen(createApi(state).fetch, options.port ?? 0);
  const all = [...state.instances.values()];
  const named = ({ id, token }: FakeInstance): FakeInstance => ({ id, token });
  const { realtime, close: closeRealtime } = addRealtime(server, state);
  const close = () => {
    state.closing.abort();
    closeRealtime();
    return closeServer(server);
  };
  const fake: FakeVZaps = {
    url,
    realtimeUrl: `${url.replace('http:', 'ws:')}/events/ws`,
    realtime,
    clientToken: state.clientToken,
    clientSecret: state.clientSecret,
    instances: all.filter(({ foreign }) => !foreign).map(named) as unknown as [FakeInstance],
    foreign: named(all.find(({ foreign }) => foreign) as FakeInstance),
    requests: state.requests,
    sent: state.sent,
    log: (id) => findInstance(state, id).log.map(({ entry }) => entry),
    deliver: async (id, payload, more = {}) => {
      checkOptions('fake.deliver', more, DELIVER_RULES);
      return deliver(state, findInstance(state, id), payload, more);
    },
    receipt: async (message, receiptState, more) =>
      fake.deliver(message.instanceId, receiptFor(message, receiptState), more),
    fault: (fault) => {
      checkFault(fault);
      state.faults.push({ fault, left: fault.times ?? 1 });
    },
    enqueue: (id, queue, entry = {}) => {
      const messageId = newMessageId();
      findInstance(state, id).queues[queue].set(messageId, { message_id: messageId, ...entry });
      return messageId;
    },
    expireTokens: () => state.ownerTokens.clear(),
    close,
    [Symbol.asyncDispose]: close,
  };
  if (options.receipts) {
    // The send does not wait for the receipt. An instance without a webhook gets none.
    state.onSent = (message) => void setImmediate(() => fake.receipt(message).catch(() => {}));
  }
  return fake;
}

const DELIVER_RULES: OptionRules = {
  ...DELIVERY_RULES,
  url: customOption(
    'an absolute http or https URL',
    (value) => /^https?:\/\//.test(String(value)) && URL.canParse(String(value)),
  ),
  target: stringOption,
  method: stringOption,
  event: stringOption,
  headers: customOption('an object', (value) => typeof value === 'object' && value !== null),
  body: customOption(
    'text, bytes or a list of them',
    (value) => typeof value === 'string' || typeof value === 'object',
  ),
};

function listen(fetch: Parameters<typeof serve>[0]['fetch'], port: number): Promise<{ server: Server; url: string }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname: '127.0.0.1', port, overrideGlobalObjects: false }, (address: AddressInfo) =>
      resolve({ server: server as Server, url: `http://127.0.0.1:${address.port}` }),
    ) as Server;
    server.once('error', reject);
    // A test that forgets close() must not keep Jest or another runner alive, also not by an idle connection.
    server.unref();
    server.on('connection', (socket) => socket.unref());
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
