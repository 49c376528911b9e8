import { createUrlSigner } from '@vzaps/core/webhooks';
import { SECRET } from '../deployment/deployment-config.ts';
import { type Connection, postRequest } from '../http/connection.ts';
import { openPool } from '../http/pool.ts';
import type { Random } from '../random.ts';
import { INSTANCES } from '../traffic/conversations.ts';
import { bodyOf } from '../traffic/handler-instructions.ts';
import type { PlannedDelivery } from '../traffic/plan-types.ts';

/** Sends deliveries, numbers them, and counts the responses. */
export interface Sender {
  /**
   * Resolves with true when the response is 200. Without `reserved`, it uses any connection to any web process.
   */
  send(delivery: PlannedDelivery, reserved?: ReservedConnection): Promise<boolean>;
  /** Reserves a connection to a random web process. Rejects when that process does not listen. */
  reserve(): Promise<ReservedConnection>;
  /** Responses by status. 0 means that no response came. */
  statuses: ReadonlyMap<number, number>;
  /** The longest time until a 503, in milliseconds. */
  readonly slowestRefusal: number;
  /** Positions of deliveries that were sent beside others of their conversation. Their order is not known. */
  unordered: ReadonlySet<number>;
  /** Ids of events whose complete copy was not accepted within a second. */
  delayed: ReadonlySet<string>;
  close(): void;
}

/** A connection for one conversation alone. Its requests are read in the order in which they were sent. */
export interface ReservedConnection {
  connection: Connection;
  release(): void;
}

const signer = createUrlSigner({ secret: SECRET });
const targets = new Map(
  INSTANCES.map((instanceId) => {
    const { pathname, search } = new URL(signer.sign('http://x/webhooks/vzaps', { instanceId }));
    return [instanceId as string, pathname + search];
  }),
);
// VZaps' delivery log keeps these for a retry. Any other status is a defect.
const REJECTED = [0, 409, 500, 503];
// This is shorter than the time for which a partial copy waits, so the complete copy arrives within the wait.
const DELAYED_MS = 1_000;

export async function createSender(ports: readonly number[], random: Random): Promise<Sender> {
  const pools = await Promise.all(ports.map(openPool));
  const statuses = new Map<number, number>();
  const unordered = new Set<number>();
  const delayed = new Set<string>();
  let lastPosition = 0;
  let slowestRefusal = 0;

  async function reserve(): Promise<ReservedConnection> {
    const pool = random.pick(pools);
    const connection = await pool.take();
    return { connection, release: () => pool.release(connection) };
  }

  async function sendRequest(request: string, given: ReservedConnection | undefined): Promise<number> {
    if (given) return (await given.connection.send(request)).status;
    const reserved = await reserve();
    const { status } = await reserved.connection.send(request);
    reserved.release();
    return status;
  }

  return {
    statuses,
    unordered,
    get slowestRefusal() {
      return slowestRefusal;
    },
    delayed,
    reserve,
    async send(delivery, reserved) {
      const { event, copy } = delivery;
      const { instance, pace } = event.conversation;
      lastPosition += 1;
      if (pace === 'concurrent' || (pace === 'pipelined' && !reserved) || event.copies === 'complete late') {
        unordered.add(lastPosition);
      }
      const request = postRequest(targets.get(instance) as string, bodyOf(delivery, lastPosition));
      const startedAt = performance.now();
      const status = await sendRequest(request, reserved).catch(() => 0);
      const milliseconds = performance.now() - startedAt;
      if (status === 503) slowestRefusal = Math.max(slowestRefusal, milliseconds);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status !== 200 && !REJECTED.includes(status)) throw new Error(`A delivery was answered with ${status}.`);
      if (copy === 'complete' && (status !== 200 || milliseconds > DELAYED_MS)) delayed.add(event.id);
      return status === 200;
    },
    close() {
      for (const pool of pools) pool.close();
    },
  };
}
