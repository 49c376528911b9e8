import { decodeBody, parseEvent } from '@vzaps/core/events';
import { createReceiver, type IdempotencyStore, memoryStore, type Receiver, type Verifier } from '@vzaps/core/webhooks';
import type { Candidate } from '../harness/types.ts';
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
export function createTiers({ prepare, next, maxCalls }: Source, verify: Verifier): (() => Candidate)[] {
  /** Handles deliveries of both types with all steps of a receiver. */
  function receiving(
    name: string,
    does: string,
    idempotency: IdempotencyStore | false,
    handler: () => unknown,
  ): Candidate {
    const receiver: Receiver = createReceiver({ verify, idempotency }).on(['Message', 'HistorySync'], handler);
    return { name, does, prepare, maxCalls, check: checkHandled, call: () => receiver.receive(next()) };
  }
  return [
    () => ({ name: 'T1', does: 'verify', prepare, maxCalls, check: checkVerified, call: () => verify(next()) }),
    () => ({
      name: 'T2',
      does: 'verify, decode the bytes, JSON.parse',
      prepare,
      maxCalls,
      call() {
        const delivery = next();
        checkVerified(verify(delivery));
        return decodeBody(delivery.body, 'application/json');
      },
    }),
    () => ({
      name: 'T3',
      does: 'verify, JSON.parse, validate, create the typed event',
      prepare,
      maxCalls,
      check: checkTyped,
      call() {
        const delivery = next();
        checkVerified(verify(delivery));
        return parseEvent(delivery.body);
      },
    }),
    () => {
      const does = 'receiver.receive() without a store: T3, order per conversation, a synchronous handler, the outcome';
      return receiving('T4', does, false, () => {});
    },
    () => receiving('T4 async', 'T4 with an async handler and its timeout', false, async () => {}),
    () => {
      const does = 'T4 with memoryStore(): each event is new, is claimed and completed';
      return receiving('T5', does, memoryStore({ maxEntries: 10_000 }), () => {});
    },
  ];
}
