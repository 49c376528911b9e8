import { randomUUID } from 'node:crypto';
import { createReceiver, type Outcome, type Receiver, responseOf } from '@vzaps/core/webhooks';
import { type Delivery, markEvent, type Traffic, traffic } from 'event-traffic';
import fc from 'fast-check';
import type { Redis } from 'ioredis';
import { describeWithRedis } from 'redis-test-server';
import { expect, it } from 'vitest';
import { redisInbox, redisStore } from './index.ts';
import { useRedis } from './test/use-redis.ts';

/** A verifier that reads the confirmed instance from a header. */
const verify = ({ headers }: { headers: object }) => ({
  ok: true as const,
  instanceId: (headers as Record<string, string>)['x-instance'] ?? '',
});

const TYPES = ['Message', 'ReadReceipt', 'Presence', 'Unknown'] as const;

/** Counts how often handlers see each event. */
function createRecorder() {
  const handled = new Map<string, number>();
  const record = (receiver: Receiver): Receiver =>
    receiver.on([...TYPES], async (event, { instanceId }) => {
      const mark = `${instanceId} ${markEvent(event)}`;
      handled.set(mark, (handled.get(mark) ?? 0) + 1);
    });
  return { handled, record };
}

/** Delivers everything at the same time, and again until it is answered 200. */
async function deliverAll({ deliveries }: Traffic, receivers: readonly Receiver[]): Promise<void> {
  const receive = (index: number, { instanceId, body }: Delivery): Promise<Outcome> => {
    const receiver = receivers[index % receivers.length] as Receiver;
    return receiver.receive({ method: 'POST', target: '/', headers: { 'x-instance': instanceId }, body });
  };
  await Promise.all(
    deliveries.map(async (delivery, index) => {
      for (;;) {
        const outcome = await receive(index, delivery);
        if (responseOf(outcome).status === 200) return;
        if (outcome.kind !== 'busy') throw new Error(`Unexpected outcome ${outcome.kind}.`);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    }),
  );
}

async function waitUntilEmpty(redis: Redis, prefix: string): Promise<void> {
  while ((await redis.exists(`{${prefix}}:entries`)) === 1) await new Promise((resolve) => setTimeout(resolve, 5));
}

const sorted = (counts: ReadonlyMap<string, number>) => [...counts].sort(([a], [b]) => (a < b ? -1 : 1));

describeWithRedis('Random traffic', () => {
  const redis = useRedis();

  it('is handled once for each event key, and each time without a key, by two receivers with redisStore', async () => {
    const connection = redis.server.connect();
    const property = fc.asyncProperty(traffic(), async (each) => {
      const { handled, record } = createRecorder();
      const idempotency = redisStore(connection, { prefix: randomUUID() });
      const receivers = [0, 1].map(() => record(createReceiver({ verify, idempotency, partialWaitMs: 5 })));
      await deliverAll(each, receivers);
      expect(sorted(handled)).toEqual(sorted(each.expected));
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it('is handled once for each event key, and each time without a key, by two workers of redisInbox', async () => {
    const connection = redis.server.connect();
    const property = fc.asyncProperty(traffic(), async (each) => {
      const prefix = randomUUID();
      const { handled, record } = createRecorder();
      const inboxes = [0, 1].map(() => redisInbox({ connection: redis.server.url, prefix, partialWaitMs: 5 }));
      const idempotency = redisStore(connection, { prefix });
      for (const inbox of inboxes) inbox.startWorker(record(createReceiver({ verify, idempotency })));
      await deliverAll(
        each,
        inboxes.map((inbox) => createReceiver({ verify, inbox })),
      );
      await waitUntilEmpty(connection, prefix);
      await Promise.all(inboxes.map((inbox) => inbox.close()));
      expect(sorted(handled)).toEqual(sorted(each.expected));
    });
    await fc.assert(property, { numRuns: 40 });
  });
});
