/** How a delivery is made. What VZaps itself does is not known: each default is ours. */
export interface DeliverySettings {
  /** How long one attempt may take, in milliseconds. Default: 10 000. */
  timeoutMs?: number;
  /** How often to try until the answer is 2xx. Default: 1, since VZaps' own retries are unknown. */
  attempts?: number;
  /** How long to wait between attempts, in milliseconds. Default: 0. */
  backoffMs?: number;
}

export interface FakeDeliverOptions extends DeliverySettings {
  /** Where to, instead of the registered webhook: a forgery. Not logged, as VZaps would know nothing of it. */
  url?: string | URL;
  /** The raw request target, sent as it is: `//evil/x?…`. */
  target?: string;
  method?: string;
  /** Added to, or instead of, `content-type: application/json`. */
  headers?: Readonly<Record<string, string>>;
  /** What is sent instead of the payload's JSON. Several pieces are sent as chunks of a chunked body. */
  body?: string | Uint8Array | readonly (string | Uint8Array)[];
  /** The type that decides whether the instance is subscribed. Default: what the payload says. */
  event?: string;
}

export interface DeliveryAttempt {
  readonly at: Date;
  /** The status that the webhook answered, where it did. */
  readonly status?: number;
  /** What it answered, up to 2 000 characters. */
  readonly response?: string;
  /** Why there was no answer. */
  readonly error?: string;
  readonly durationMs: number;
}

/**
 * An entry of the delivery log. That it has a status, a payload and attempts is documented, and that `failed` is one
 * status; the other names and values are ours.
 */
export interface DeliveryLogEntry {
  readonly id: string;
  readonly instanceId: string;
  /** `skipped`: the instance is not subscribed to the event. Such an entry is not in the log. */
  readonly status: 'success' | 'failed' | 'skipped';
  readonly event: string | undefined;
  /** Without query and hash: a log must not give away a signed URL. */
  readonly url: string;
  /** As it was delivered: the JSON value, or the text where the body is no JSON. */
  readonly payload: unknown;
  readonly attempts: readonly DeliveryAttempt[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
