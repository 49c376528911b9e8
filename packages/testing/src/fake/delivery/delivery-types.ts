/** How deliveries are made. The behaviour of VZaps itself is not public, so these defaults are ours. */
export interface DeliverySettings {
  /** The timeout of one attempt in milliseconds. Default: 10 000. */
  timeoutMs?: number;
  /** The maximum number of attempts until a response is 2xx. Default: 1, because VZaps' own retries are unknown. */
  attempts?: number;
  /** The pause between attempts in milliseconds. Default: 0. */
  backoffMs?: number;
}

/** The options of `fake.deliver()`. The settings replace those of `createFakeVZaps()` for this delivery. */
export interface FakeDeliverOptions extends DeliverySettings {
  /** A URL instead of the registered webhook. The delivery is not logged, because VZaps would not know of it. */
  url?: string | URL;
  /** The raw request target, which is sent unchanged: `//evil/x?…`. */
  target?: string;
  /** Default: `POST`. */
  method?: string;
  /** Added to `content-type: application/json`, or a replacement of it. */
  headers?: Readonly<Record<string, string>>;
  /** The body instead of the payload's JSON. Several pieces are sent as chunks. */
  body?: string | Uint8Array | readonly (string | Uint8Array)[];
  /** The event type that is compared with the instance's subscription. Default: the type in the payload. */
  event?: string;
}

/** One attempt of a delivery and its result. */
export interface DeliveryAttempt {
  /** When the attempt began. */
  readonly at: Date;
  /** The response's status. Absent without a response. */
  readonly status?: number;
  /** The response's body, up to 2 000 characters. */
  readonly response?: string;
  /** Why there was no response. */
  readonly error?: string;
  /** The duration of the attempt, in milliseconds. */
  readonly durationMs: number;
}

/**
 * An entry of the delivery log. Documented: it has a status, a payload and attempts, and one status is `failed`. All
 * other names and values are ours.
 */
export interface DeliveryLogEntry {
  /** The id of the entry, which `webhooks.getLog()` and `webhooks.retryLog()` take as `logId`. */
  readonly id: string;
  /** The instance whose webhook was called. */
  readonly instanceId: string;
  /** `skipped`: the instance is not subscribed to the event. A skipped delivery is not in the log. */
  readonly status: 'success' | 'failed' | 'skipped';
  /** The type of the event. `undefined` if the payload has none. */
  readonly event: string | undefined;
  /** The URL without query and fragment, because a log must not expose a signed URL. */
  readonly url: string;
  /** The payload as it was passed to `deliver()`. */
  readonly payload: unknown;
  /** The attempts, oldest first. */
  readonly attempts: readonly DeliveryAttempt[];
  /** When the delivery was started. */
  readonly createdAt: Date;
  /** When the last attempt ended. */
  readonly updatedAt: Date;
}
