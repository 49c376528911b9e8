import { createUrlSigner } from '@vzaps/core/webhooks';
import { type Connection, connect, post } from '../http/connection.ts';
import type { Random } from '../random.ts';
import { SECRET } from '../site/site-config.ts';
import { bodyOf } from '../traffic/errand.ts';
import { INSTANCES } from '../traffic/people.ts';
import type { PlannedDelivery } from '../traffic/plan-types.ts';
import { createLines } from './lines.ts';

/** Makes deliveries, each with the next place, and counts the answers. */
export interface Sender {
  /** Whether it was answered with 2xx. Without a connection: by any, and to any web process. */
  send(delivery: PlannedDelivery, by?: { connection: Connection | undefined }): Promise<boolean>;
  /** One connection that gives an order, to a web process of the draw. */
  connect(): Promise<Connection | undefined>;
  /** Answers by status; 0 for none. */
  statuses: ReadonlyMap<number, number>;
  /** How long a 503 took at most, in milliseconds. */
  readonly slowestRefusal: number;
  /** Places of deliveries that were sent beside the others of their conversation: nobody knows which was read first. */
  astray: ReadonlySet<number>;
  close(): void;
}

const signer = createUrlSigner({ secret: SECRET });
const targets = new Map(
  INSTANCES.map((instanceId) => {
    const { pathname, search } = new URL(signer.sign('http://x/webhooks/vzaps', { instanceId }));
    return [instanceId as string, pathname + search];
  }),
);
// What VZaps' log would keep for later. Anything else is a mistake of the suite's.
const LATER = [0, 409, 500, 503];

export function createSender(ports: readonly number[], random: Random): Sender {
  const lines = ports.map(createLines);
  const statuses = new Map<number, number>();
  const astray = new Set<number>();
  let places = 0;
  let slowestRefusal = 0;
  return {
    statuses,
    astray,
    get slowestRefusal() {
      return slowestRefusal;
    },
    async send(delivery, by) {
      const target = targets.get(delivery.event.conversation.instance) as string;
      places += 1;
      const { pace } = delivery.event.conversation;
      if (pace === 'firing' || (pace === 'pipelined' && !by) || delivery.event.copies === 'late') astray.add(places);
      const body = bodyOf(delivery, places);
      const started = performance.now();
      const answer = by ? by.connection?.send(post(target, body)) : random.pick(lines).send(target, body);
      const status = (await answer?.catch(() => undefined))?.status ?? 0;
      if (status === 503) slowestRefusal = Math.max(slowestRefusal, performance.now() - started);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status !== 200 && !LATER.includes(status)) throw new Error(`A delivery was answered with ${status}.`);
      return status === 200;
    },
    connect: () => connect(random.pick(ports)).catch(() => undefined),
    close() {
      for (const each of lines) each.close();
    },
  };
}
