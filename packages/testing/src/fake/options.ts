import type { DeliverySettings } from './delivery/delivery-types.ts';

export interface FakeVZapsOptions {
  /** Default: generated. */
  clientToken?: string;
  /** Default: generated. */
  clientSecret?: string;
  /** How many instances there are from the start, or which. Default: 1. */
  instances?: number | readonly { id?: string; token?: string }[];
  /** How long an owner's token is good for, in seconds. Default: 3600, as in the tests of VZaps' SDKs. */
  tokenLifetime?: number;
  /** How deliveries are made unless `deliver()` is told otherwise. */
  deliveries?: DeliverySettings;
  /** Whether each sent message comes back as a `ReadReceipt` by itself. Default: no; see `receipt()`. */
  receipts?: boolean;
}

export interface FakeInstance {
  readonly id: string;
  readonly token: string;
}

/** A request that reached the fake API. */
export interface RecordedRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** The values of credentials are replaced by `[redacted]`: that they were sent can be seen. */
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON value, the text where it is no JSON, or `undefined` where there was none. */
  readonly body: unknown;
  readonly at: Date;
}

/** A message that was sent through the fake. */
export interface SentMessage {
  readonly instanceId: string;
  /** The end of the route: `text`, `image`, … */
  readonly kind: string;
  readonly messageId: string;
  readonly phone: string;
  /** As it came over the wire. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly at: Date;
}
