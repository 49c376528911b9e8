import type { Redis } from 'ioredis';
import { renewLeases, type Slot } from './conversations.ts';

interface RenewalOptions {
  redis: Redis;
  /** All connections of the worker. They are replaced when Redis does not reply. */
  connections: readonly Redis[];
  base: string;
  /** How long a renewed slot holds its conversation, in milliseconds. */
  holdMs: number;
  intervalMs: number;
  slots(): readonly Slot[];
  /** Called when another worker has taken over the conversation of a slot. */
  onLost(): void;
}

// This is longer than any renewal takes on a connection that works.
const DEAD_CONNECTION_MS = 10_000;

/** Renews the leases of all slots of a worker at an interval. */
export function startRenewal(options: RenewalOptions): { stop(): void } {
  const { redis, connections, base, holdMs, intervalMs, slots, onLost } = options;
  let sentAt: number | undefined;
  // A connection whose other end is gone never fails by itself. ioredis sends the commands again on a new one.
  function replaceConnections(): void {
    sentAt = performance.now();
    for (const connection of connections) if (connection.status === 'ready') connection.disconnect(true);
  }
  async function renew(): Promise<void> {
    if (sentAt !== undefined) {
      if (performance.now() - sentAt > DEAD_CONNECTION_MS) replaceConnections();
      return;
    }
    sentAt = performance.now();
    try {
      const before = slots().map((slot) => ({ slot, changes: slot.changes }));
      const lost = await renewLeases(redis, base, holdMs, slots());
      // A slot can leave its conversation during the renewal. Then Redis reports a loss, but the slot lost nothing.
      const isStill = ({ slot, changes }: (typeof before)[number]): boolean =>
        slot.changes === changes && changes % 2 === 0 && slots().includes(slot);
      if (before.some((each) => lost.includes(each.slot.holder) && isStill(each))) onLost();
    } catch {
      // Redis refuses the command. The next renewal follows, and a command of a slot reports it.
    } finally {
      sentAt = undefined;
    }
  }
  const timer = setInterval(renew, intervalMs);
  return { stop: () => clearInterval(timer) };
}
