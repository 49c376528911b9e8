import type { VZapsEvent } from '../../events/index.ts';
import { type Delivery, headerOf } from '../delivery/delivery.ts';
import type { Stopwatch } from '../observability/timings.ts';
import type { Outcome } from '../outcome.ts';

/** What is known of an event beside itself, on its way to the handlers. */
export interface Facts {
  instanceId?: string;
  retiredSecret?: true;
  delivery?: Delivery;
  /** The caller's own, beside the receiver's. */
  signal?: AbortSignal;
  /** A partial copy needs to wait for its twin no longer. */
  skipPartialWait?: boolean;
  /** Bytes, of the body as it was read. */
  size?: number | undefined;
  watch?: Stopwatch | undefined;
}

// Bytes, where nobody counted them: a text message as VZaps sends it, twice.
const USUAL_SIZE = 2_400;

export function sizeOf({ size, delivery }: Facts): number {
  return size ?? (Number(delivery && headerOf(delivery.headers, 'content-length')) || USUAL_SIZE);
}

// Seconds after which VZaps may ask again. Whether it heeds this is unknown.
const RETRY_AFTER = 2;

export function later(
  kind: 'busy' | 'overloaded',
  event: VZapsEvent,
  facts: Facts,
  ...errors: [] | [unknown]
): Outcome {
  const [error] = errors;
  return { kind, event, retryAfter: RETRY_AFTER, ...(errors.length > 0 && { error }), ...proofOf(facts) };
}

export function proofOf({ instanceId, retiredSecret }: Pick<Facts, 'instanceId' | 'retiredSecret'>): {
  instanceId?: string;
  retiredSecret?: true;
} {
  return { ...(instanceId !== undefined && { instanceId }), ...(retiredSecret && { retiredSecret }) };
}
