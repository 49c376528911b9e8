import { createHmac } from 'node:crypto';
import type { Delivery } from '@vzaps/core/webhooks';
import type { Payload } from './payloads.ts';

export const SECRET = 'a secret of thirty-two bytes or more';
export const SIGNATURE_HEADER = 'x-hub-signature-256';

export interface SignedDelivery extends Delivery {
  body: Buffer;
  /** Lower-case hex, without prefix. */
  signature: string;
}

/** New deliveries for each batch. They are created before the measurement, since a sender creates them. */
export interface Source {
  /** More bodies at once would take more than 16 MB. */
  maxCalls: number;
  prepare(calls: number): void;
  next(): SignedDelivery;
}

let created = 0;

/**
 * Creates requests with the headers that a framework passes on. `targets`: the request targets (path and query). With
 * several targets, the requests use one after the other.
 */
export function createSource(payload: Payload, targets: string | readonly string[]): Source {
  const list = [targets].flat();
  let deliveries: SignedDelivery[] = [];
  let at = 0;
  return {
    maxCalls: Math.max(16, Math.round(16_000_000 / payload.create(0).length)),
    prepare(calls) {
      at = 0;
      deliveries = Array.from({ length: calls }, () => {
        created += 1;
        const body = payload.create(created);
        const signature = createHmac('sha256', SECRET).update(body).digest('hex');
        const headers = {
          host: 'shop.example',
          'content-type': 'application/json',
          'content-length': String(body.length),
          [SIGNATURE_HEADER]: `sha256=${signature}`,
        };
        const target = list[created % list.length] as string;
        return { method: 'POST', target, headers, body, signature };
      });
    },
    next() {
      const delivery = deliveries[at] as SignedDelivery;
      at += 1;
      return delivery;
    },
  };
}
