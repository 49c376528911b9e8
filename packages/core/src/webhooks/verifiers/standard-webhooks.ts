import { createHmacKey, hmacSha256 } from '#crypto';
import { decodeBase64 } from '../../shared/base64.ts';
import { checkOptions, customOption, oneOrMoreOption, required, stringOption } from '../../shared/check-options.ts';
import { concatBytes } from '../../shared/concat-bytes.ts';
import { headerOf } from '../delivery/delivery.ts';
import { findMatch, listSecrets, type SecretOption } from './secret-option.ts';
import { accept, encodeUtf8, refuse, type Verifier } from './verifier.ts';

/** The options of `standardWebhooks()`. */
export interface StandardWebhooksOptions {
  /** `whsec_…` (base64). A match with another secret than the first of a list sets `retiredSecret`. */
  secret: SecretOption;
  /** How far a timestamp may be in the past or in the future, in seconds. Default 300. */
  toleranceSeconds?: number | undefined;
  /** The instance whose deliveries this gateway passes on, if there is only one. */
  instanceId?: string | undefined;
}

const OPTION_RULES = {
  secret: required(
    oneOrMoreOption('a secret in base64, such as whsec_…, or a list of such secrets', (value) => {
      return typeof value === 'string' && decodeKey(value) !== undefined;
    }),
  ),
  toleranceSeconds: customOption(
    'a positive number (seconds)',
    (value) => typeof value === 'number' && value > 0 && Number.isFinite(value),
  ),
  instanceId: stringOption,
};

/**
 * Verifies signatures as described at standardwebhooks.com, for a gateway between VZaps and your server that signs, such
 * as Hookdeck. Both header names are accepted: `webhook-id` and so on, and `svix-id` and so on.
 *
 * The verifier needs the bytes of the body. Behind a body parser the receiver throws `RAW_BODY_MISSING`.
 *
 * @throws VZapsError `INVALID_OPTION`.
 * @example
 * import { createReceiver, standardWebhooks } from '@vzaps/core/webhooks';
 *
 * createReceiver({ verify: standardWebhooks({ secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }) });
 */
export function standardWebhooks(options: StandardWebhooksOptions): Verifier {
  checkOptions('standardWebhooks', options, OPTION_RULES);
  const { secret, toleranceSeconds = 300, instanceId } = options;
  const keys = listSecrets(secret).map((each) => createHmacKey(decodeKey(each) as Uint8Array));
  const verify: Verifier = ({ headers, body }) => {
    const prefix = headerOf(headers, 'webhook-id') ? 'webhook' : 'svix';
    const id = headerOf(headers, `${prefix}-id`);
    const timestamp = headerOf(headers, `${prefix}-timestamp`);
    const signatures = headerOf(headers, `${prefix}-signature`)?.split(' ') ?? [];
    if (!id || !timestamp || signatures.length === 0) return refuse('a webhook- or svix- header is missing');
    if (!/^\d{1,12}$/.test(timestamp)) return refuse('the timestamp is not a number');
    const differenceSeconds = Math.abs(Date.now() / 1_000 - Number(timestamp));
    if (differenceSeconds > toleranceSeconds) return refuse('the timestamp is too far from the current time');
    if (!(body instanceof Uint8Array)) return refuse('there are no bytes to verify');
    const head = encodeUtf8(`${id}.${timestamp}.`);
    const signed = concatBytes([head, body], head.length + body.length);
    const expected = keys.map((key) => `v1,${hmacSha256(key, signed, 'base64')}`);
    const matched = findMatch(expected, ...signatures);
    return matched < 0 ? refuse('the signature is wrong') : accept(instanceId, matched);
  };
  return Object.assign(verify, { needsBytes: true as const });
}

function decodeKey(secret: string): Uint8Array | undefined {
  const key = decodeBase64(secret.replace(/^whsec_/, ''));
  return key && key.length > 0 ? key : undefined;
}
