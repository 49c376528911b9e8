import { createUrlSigner } from '@vzaps/core/webhooks';
import { type Connection, post } from '../http/connection.ts';
import { openPool } from '../http/pool.ts';
import type { Random } from '../random.ts';
import { SECRET } from '../site/site-config.ts';
import { bodyOf } from '../traffic/errand.ts';
import { INSTANCES } from '../traffic/people.ts';
import type { PlannedDelivery } from '../traffic/plan-types.ts';

/** Makes deliveries, each with the next place, and counts the answers. */
export interface Sender {
  /** Whether it was answered with 2xx. Without a line: over any connection, to any web process. */
  send(delivery: PlannedDelivery, line?: Line): Promise<boolean>;
  /** To a web process of the draw; rejects where it does not listen. */
  takeLine(): Promise<Line>;
  /** Answers by status; 0 for none. */
  statuses: ReadonlyMap<number, number>;
  /** How long a 503 took at most, in milliseconds. */
  readonly slowestRefusal: number;
  /** Places of deliveries that were sent beside the others of their conversation: nobody knows which was read first. */
  astray: ReadonlySet<number>;
  /** Events whose complete copy was not taken at once, but later, or after a while. */
  delayed: ReadonlySet<string>;
  close(): void;
}

/** A connection for one conversation alone: what is sent on it is read in that order. */
export interface Line {
  connection: Connection;
  giveBack(): void;
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
// Well within the window in which a partial copy waits for it.
const AT_ONCE_MS = 1_000;

export async function createSender(ports: readonly number[], random: Random): Promise<Sender> {
  const pools = await Promise.all(ports.map(openPool));
  const statuses = new Map<number, number>();
  const astray = new Set<number>();
  const delayed = new Set<string>();
  let places = 0;
  let slowestRefusal = 0;

  async function takeLine(): Promise<Line> {
    const pool = random.pick(pools);
    const connection = await pool.take();
    return { connection, giveBack: () => pool.giveBack(connection) };
  }

  async function statusOf(request: string, given: Line | undefined): Promise<number> {
    if (given) return (await given.connection.send(request)).status;
    const line = await takeLine();
    const { status } = await line.connection.send(request);
    line.giveBack();
    return status;
  }

  return {
    statuses,
    astray,
    get slowestRefusal() {
      return slowestRefusal;
    },
    delayed,
    takeLine,
    async send(delivery, line) {
      const { instance, pace } = delivery.event.conversation;
      places += 1;
      if (pace === 'firing' || (pace === 'pipelined' && !line) || delivery.event.copies === 'late') astray.add(places);
      const request = post(targets.get(instance) as string, bodyOf(delivery, places));
      const started = performance.now();
      const status = await statusOf(request, line).catch(() => 0);
      const milliseconds = performance.now() - started;
      if (status === 503) slowestRefusal = Math.max(slowestRefusal, milliseconds);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status !== 200 && !LATER.includes(status)) throw new Error(`A delivery was answered with ${status}.`);
      if (delivery.copy === 'complete' && (status !== 200 || milliseconds > AT_ONCE_MS)) delayed.add(delivery.event.id);
      return status === 200;
    },
    close() {
      for (const pool of pools) pool.close();
    },
  };
}
