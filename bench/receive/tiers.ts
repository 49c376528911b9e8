import { decodeBody, parseEvent } from '@vzaps/core/events';
import { createReceiver, memoryStore, type Verifier } from '@vzaps/core/webhooks';
import type { Candidate } from '../harness.ts';
import type { Source } from './deliveries.ts';

const checkVerified = (result: unknown): void => {
  if ((result as { ok: boolean }).ok !== true) throw new Error('The delivery was refused');
};

const checkTyped = (result: unknown): void => {
  if ((result as { type: string }).type === 'Unknown') throw new Error('The payload was not typed');
};

const checkHandled = (result: unknown): void => {
  const { kind } = result as { kind: string };
  if (kind !== 'handled') throw new Error(`The outcome was ${kind}`);
};

/** A delivery's way through the receiver, one step more with each tier. The receivers have the default reporter. */
export function createTiers({ prepare, next }: Source, verify: Verifier): Candidate[] {
  const forgetful = createReceiver({ verify, idempotency: false });
  const forgetfulAsync = createReceiver({ verify, idempotency: false });
  const remembering = createReceiver({ verify, idempotency: memoryStore({ maxEntries: 10_000 }) });
  for (const type of ['Message', 'HistorySync'] as const) {
    forgetful.on(type, () => {});
    forgetfulAsync.on(type, async () => {});
    remembering.on(type, () => {});
  }
  return [
    { name: 'T1', does: 'verify', prepare, check: checkVerified, call: () => verify(next()) },
    {
      name: 'T2',
      does: 'verify, decode the bytes, JSON.parse',
      prepare,
      call() {
        const delivery = next();
        checkVerified(verify(delivery));
        return decodeBody(delivery.body, 'application/json');
      },
    },
    {
      name: 'T3',
      does: 'verify, JSON.parse, validate, create the typed event',
      prepare,
      check: checkTyped,
      call() {
        const delivery = next();
        checkVerified(verify(delivery));
        return parseEvent(delivery.body);
      },
    },
    {
      name: 'T4',
      does: 'receiver.receive() without a store: T3, order per conversation, a synchronous handler, the outcome',
      prepare,
      check: checkHandled,
      call: () => forgetful.receive(next()),
    },
    {
      name: 'T4 async',
      does: 'T4 with an async handler and its timeout',
      prepare,
      check: checkHandled,
      call: () => forgetfulAsync.receive(next()),
    },
    {
      name: 'T5',
      does: 'T4 with memoryStore(): each event is new, is claimed and completed',
      prepare,
      check: checkHandled,
      call: () => remembering.receive(next()),
    },
  ];
}
