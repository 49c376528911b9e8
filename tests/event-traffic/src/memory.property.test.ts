import { createReceiver, memoryStore, type Outcome, responseOf } from '@vzaps/core/webhooks';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Delivery, markEvent, type Traffic, traffic } from './index.ts';

/** A verifier that reads the confirmed instance from a header. */
const verify = ({ headers }: { headers: object }) => ({
  ok: true as const,
  instanceId: (headers as Record<string, string>)['x-instance'] ?? '',
});

function recordingReceivers(count: number) {
  const handled = new Map<string, number>();
  const idempotency = memoryStore();
  const receivers = Array.from({ length: count }, () =>
    createReceiver({ verify, idempotency, partialWaitMs: 2 }).on(
      ['Message', 'ReadReceipt', 'Presence', 'Unknown'],
      async (event, { instanceId }) => {
        const mark = `${instanceId} ${markEvent(event)}`;
        handled.set(mark, (handled.get(mark) ?? 0) + 1);
        await Promise.resolve();
      },
    ),
  );
  const receive = (index: number, { instanceId, body }: Delivery): Promise<Outcome> => {
    const receiver = receivers[index % count];
    if (!receiver) throw new Error('there is no receiver');
    return receiver.receive({ method: 'POST', target: '/', headers: { 'x-instance': instanceId }, body });
  };
  return { handled, receive };
}

const sorted = (counts: ReadonlyMap<string, number>) => [...counts].sort(([a], [b]) => (a < b ? -1 : 1));

/** Delivers until everything was answered 200, like VZaps' delivery log when every failed delivery is retried. */
async function deliverAll(
  { deliveries }: Traffic,
  receive: (index: number, delivery: Delivery) => Promise<Outcome>,
  concurrency: number,
): Promise<void> {
  for (let at = 0; at < deliveries.length; at += concurrency) {
    const batch = deliveries.slice(at, at + concurrency).map(async (delivery, offset) => {
      for (;;) {
        const outcome = await receive(at + offset, delivery);
        if (responseOf(outcome).status === 200) return;
        if (outcome.kind !== 'busy') throw new Error(`unexpected outcome ${outcome.kind}`);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    });
    await Promise.all(batch);
  }
}

describe('random traffic', () => {
  it.each([
    ['one receiver, one delivery after the other', 1, 1],
    ['one receiver, all deliveries at once', 1, 1_000],
    ['two receivers with a common store, five deliveries at once', 2, 5],
  ])('reaches the handlers exactly as often as it happened, with %s', async (_, receivers, concurrency) => {
    const property = fc.asyncProperty(traffic(), async (each) => {
      const { handled, receive } = recordingReceivers(receivers);
      await deliverAll(each, receive, concurrency);
      expect(sorted(handled)).toEqual(sorted(each.expected));
    });
    await fc.assert(property, { numRuns: 100 });
  });
});
