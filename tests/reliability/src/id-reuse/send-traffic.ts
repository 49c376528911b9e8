import { setTimeout as sleep } from 'node:timers/promises';
import { createUrlSigner } from '@vzaps/core/webhooks';
import type { Delivery } from 'event-traffic';
import { SECRET } from '../deployment/deployment-config.ts';
import { postRequest } from '../http/connection.ts';
import { openPool } from '../http/pool.ts';

export interface TrafficSender {
  /** Sends the delivery to one process after the other until it is answered with 200, as a retry from the log does. */
  send(delivery: Delivery): Promise<void>;
  close(): void;
}

const RETRY_INTERVAL_MS = 20;
const signer = createUrlSigner({ secret: SECRET });

export async function createTrafficSender(ports: readonly number[]): Promise<TrafficSender> {
  const pools = await Promise.all(ports.map(openPool));
  let requests = 0;
  return {
    async send({ instanceId, body }) {
      const { pathname, search } = new URL(signer.sign('http://x/webhooks/vzaps', { instanceId }));
      const request = postRequest(pathname + search, body);
      for (let status = 0; status !== 200; ) {
        requests += 1;
        const pool = pools[requests % pools.length];
        const connection = await pool?.take();
        if (!pool || !connection) throw new Error('There is no web process.');
        ({ status } = await connection.send(request));
        pool.release(connection);
        if (status !== 200 && status !== 409) throw new Error(`A delivery was answered with ${status}.`);
        if (status === 409) await sleep(RETRY_INTERVAL_MS);
      }
    },
    close() {
      for (const pool of pools) pool.close();
    },
  };
}
