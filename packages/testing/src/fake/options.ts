import { checkOptions, customOption, integerOption, type OptionRules, stringOption } from '@vzaps/core/webhooks';
import type { DeliverySettings } from './delivery/delivery-types.ts';

/** The options of `createFakeVZaps()`. */
export interface FakeVZapsOptions {
  /** The port on 127.0.0.1. Default: 0, which is a free port. */
  port?: number;
  /** Default: generated. */
  clientToken?: string;
  /** Default: generated. */
  clientSecret?: string;
  /** The number of instances, or their ids and tokens. Default: 1. */
  instances?: number | readonly { id?: string; token?: string }[];
  /** The lifetime of an owner's token in seconds. Default: 3 600, as in the tests of the official SDKs. */
  tokenLifetime?: number;
  /** The defaults of `deliver()`. */
  deliveries?: DeliverySettings;
  /** Whether the fake delivers a `ReadReceipt` for each sent message. Default: `false`. See `receipt()`. */
  receipts?: boolean;
}

/** An instance of a fake. */
export interface FakeInstance {
  /** The instance id. */
  readonly id: string;
  /** The instance token. */
  readonly token: string;
}

/** A request that reached the fake API. */
export interface RecordedRequest {
  /** The HTTP method. */
  readonly method: string;
  /** The path with the query. */
  readonly path: string;
  /** The values of credentials are replaced by `[redacted]`, so only their presence is visible. */
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON value, the text if it is not JSON, or `undefined` without a body. */
  readonly body: unknown;
  /** When the request arrived. */
  readonly at: Date;
}

/** A message that was sent through the fake. */
export interface SentMessage {
  /** The instance that sent the message. */
  readonly instanceId: string;
  /** The end of the route: `text`, `image`, … */
  readonly kind: string;
  /** The id in the response to the request. */
  readonly messageId: string;
  /** The recipient as the request names it: a phone in digits, or a JID. */
  readonly phone: string;
  /** The body of the request, in the spelling of VZaps. */
  readonly body: Readonly<Record<string, unknown>>;
  /** When the request arrived. */
  readonly at: Date;
}

const booleanOption = customOption('true or false', (value) => typeof value === 'boolean');

export const DELIVERY_RULES = {
  timeoutMs: integerOption(1, 'milliseconds'),
  attempts: integerOption(1, 'attempts'),
  backoffMs: integerOption(0, 'milliseconds'),
} satisfies OptionRules;

const RULES: OptionRules = {
  port: integerOption(0, 'a TCP port'),
  clientToken: stringOption,
  clientSecret: stringOption,
  instances: customOption(
    'a whole number of at least 1, or a non-empty list of { id, token }',
    (value) => (Number.isSafeInteger(value) && (value as number) > 0) || (Array.isArray(value) && value.length > 0),
  ),
  tokenLifetime: customOption('a number of at least 0 (seconds)', (value) => typeof value === 'number' && value >= 0),
  deliveries: customOption('an object', (value) => typeof value === 'object' && value !== null),
  receipts: booleanOption,
};

/** @throws VZapsError `INVALID_OPTION` */
export function checkFakeOptions(options: FakeVZapsOptions): void {
  checkOptions('createFakeVZaps', options, RULES);
  if (options.deliveries) checkOptions('createFakeVZaps', options.deliveries, DELIVERY_RULES, 'deliveries.');
  if (!Array.isArray(options.instances)) return;
  for (const [index, instance] of options.instances.entries()) {
    checkOptions('createFakeVZaps', instance, { id: stringOption, token: stringOption }, `instances[${index}].`);
  }
}
