import { createHmacKey, hmacSha256 } from '#crypto';
import { checkOptions, customOption, required, stringOption, textOption } from '../../shared/check-options.ts';
import { headerOf } from '../delivery/delivery.ts';
import { findMatch, listSecrets, type SecretOption, secretOption } from './secret-option.ts';
import { accept, refuse, type Verifier } from './verifier.ts';

/** The options of `hmacSignature()`. */
export interface HmacSignatureOptions {
  /** The secret that the gateway shares. A match with another secret than the first of a list sets `retiredSecret`. */
  secret: SecretOption;
  /** The header that contains the signature, such as `x-signature`. */
  header: string;
  /** The encoding of the signature. Default `hex`. */
  encoding?: 'hex' | 'base64' | undefined;
  /** The text in front of the signature, such as `sha256=`. Default: none. */
  prefix?: string | undefined;
  /** The instance whose deliveries this gateway passes on, if there is only one. */
  instanceId?: string | undefined;
}

const OPTION_RULES = {
  secret: required(secretOption(1)),
  header: required(stringOption),
  encoding: customOption("'hex' or 'base64'", (value) => value === 'hex' || value === 'base64'),
  prefix: textOption,
  instanceId: stringOption,
};

/**
 * Verifies an HMAC-SHA-256 of the body, for a gateway between VZaps and your server that signs. VZaps itself does not sign
 * (its documentation mentions no signature).
 *
 * The verifier needs the bytes of the body. Behind a body parser the receiver throws `RAW_BODY_MISSING`.
 *
 * @throws VZapsError `INVALID_OPTION`.
 * @example
 * import { createReceiver, hmacSignature } from '@vzaps/core/webhooks';
 *
 * const verify = hmacSignature({ secret: 'shared with the gateway', header: 'x-signature', prefix: 'sha256=' });
 * createReceiver({ verify });
 */
export function hmacSignature(options: HmacSignatureOptions): Verifier {
  checkOptions('hmacSignature', options, OPTION_RULES);
  const { secret, header, encoding = 'hex', prefix = '', instanceId } = options;
  const keys = listSecrets(secret).map((each) => createHmacKey(each));
  const verify: Verifier = ({ headers, body }) => {
    const value = headerOf(headers, header);
    if (!value?.startsWith(prefix)) return refuse('the signature header is missing or has another prefix');
    if (!(body instanceof Uint8Array)) return refuse('there are no bytes to verify');
    const signature = value.slice(prefix.length);
    const received = encoding === 'hex' ? signature.toLowerCase() : signature;
    const expected = keys.map((key) => hmacSha256(key, body, encoding));
    const matched = findMatch(expected, received);
    return matched < 0 ? refuse('the signature is wrong') : accept(instanceId, matched);
  };
  return Object.assign(verify, { needsBytes: true as const });
}
