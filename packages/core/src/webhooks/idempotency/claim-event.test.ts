import { expect, it, vi } from 'vitest';
import { parseEvent } from '../../events/index.ts';
import { createReceiver } from '../receiver/create-receiver.ts';
import { open } from '../test/delivery.fixture.ts';
import { message } from '../test/message.fixture.ts';
import { memoryStore } from './memory-store.ts';

it.each<[string, number | undefined, number]>([
  ['without leaseMs claims for 30 seconds', undefined, 30_000],
  ['with a shorter leaseMs claims for that time', 4_000, 4_000],
  ['with a longer leaseMs claims for 30 seconds', 60_000, 30_000],
  ['with a very short leaseMs claims for one second', 1, 1_000],
])('dispatch() %s', async (_, leaseMs, expected) => {
  const store = memoryStore();
  const claim = vi.fn(store.claim);
  const receiver = createReceiver({ ...open, idempotency: { ...store, claim }, instanceId: 'VZ1' });
  receiver.on('Message', () => {});
  await receiver.dispatch(parseEvent(message({ id: 'A' })), leaseMs === undefined ? {} : { leaseMs });
  expect(claim.mock.calls.map(([, claimedMs]) => claimedMs)).toEqual([expected]);
});
