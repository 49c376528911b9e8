import { createHmacKey, type HmacKey, hmacSha256 } from '#crypto';
import { checkOptions, customOption, functionOption, required, textOption } from '../../shared/check-options.ts';
import type { Delivery } from '../delivery/delivery.ts';
import { getSingleValue, parseQuery } from './query.ts';
import { findMatch, listSecrets, type SecretOption, secretOption } from './secret-option.ts';
import { appendParameters, checkSignableUrl } from './signable-url.ts';
import { createVerifiedUrls, type VerifiedUrl } from './verified-urls.ts';
import { accept, refuse, type VerifyResult } from './verifier.ts';

/** The options of `createUrlSigner()`. */
export interface UrlSignerOptions {
  /**
   * At least 32 bytes. The first secret of a list signs, and all of them are accepted: to rotate, put the new secret in
   * front. A match with another secret than the first of a list sets `retiredSecret`.
   */
  secret: SecretOption;
  /** Separates deployments: a URL that was signed for `'staging'` is not accepted by `'production'`. Default: empty. */
  audience?: string | undefined;
  /** Return `false` to reject an old URL generation of an instance. Default: all generations are accepted. */
  accept?: ((instanceId: string, generation: number) => boolean) | undefined;
}

/** What a URL is signed for. */
export interface UrlClaims {
  /** The instance whose deliveries arrive at the URL. No spaces and no control characters. */
  instanceId: string;
  /** A whole number from 0. Raise it to revoke earlier URLs of the instance through `accept`. Default 0. */
  generation?: number | undefined;
}

/** Signs webhook URLs and verifies deliveries to them. `createUrlSigner()` returns it. */
export interface UrlSigner {
  /**
   * Signs the URL that is registered at VZaps. The rest of its query and its fragment stay the same. Equal input leads to
   * an equal URL.
   *
   * @throws VZapsError `INVALID_OPTION`.
   * @example
   * signer.sign('https://example.com/webhooks/vzaps', { instanceId: 'VZ123' });
   */
  sign(url: string, claims: UrlClaims): string;
  /** The verifier for `createReceiver({ verify })`. Synchronous. It can be passed on without the signer. */
  verify: (delivery: Delivery) => VerifyResult;
}

const VERSION = 'v1';
const INSTANCE = 'vzaps_instance';
const GENERATION = 'vzaps_generation';
const SIGNATURE = 'vzaps_signature';
const INSTANCE_ID = /^[^\s\p{C}]+$/u;
const CANONICAL_NUMBER = /^(0|[1-9]\d{0,14})$/;

const OPTION_RULES = {
  secret: required(secretOption(32)),
  audience: textOption,
  accept: functionOption,
};

const CLAIM_RULES = {
  instanceId: required(
    customOption(
      'an instance id without spaces or control characters',
      (value) => typeof value === 'string' && INSTANCE_ID.test(value),
    ),
  ),
  generation: customOption('a whole number from 0', (value) => {
    return typeof value === 'number' && CANONICAL_NUMBER.test(String(value));
  }),
};

/**
 * Creates a signer for webhook URLs, because VZaps does not sign its deliveries. The URL contains the instance id and an
 * HMAC-SHA-256 of version, audience, instance id and generation. VZaps keeps the query string when it delivers (seen). A
 * leaked URL exposes one instance only, and no table of secrets is needed.
 *
 * The signature confirms who sent a delivery, not when. Duplicates are recognised by the idempotency store. Host, scheme
 * and path are not signed, so a proxy may rewrite them.
 *
 * @throws VZapsError `INVALID_OPTION`.
 * @example
 * import { createReceiver, createUrlSigner } from '@vzaps/core/webhooks';
 *
 * const urls = createUrlSigner({ secret: 'a secret of at least thirty-two bytes' });
 * urls.sign('https://example.com/webhooks/vzaps', { instanceId: 'VZ123' }); // register this URL at VZaps
 * createReceiver({ verify: urls.verify });
 */
export function createUrlSigner(options: UrlSignerOptions): UrlSigner {
  checkOptions('createUrlSigner', options, OPTION_RULES);
  const { secret, audience = '', accept: acceptGeneration = () => true } = options;
  const keys = listSecrets(secret).map((each) => createHmacKey(each));
  const createSignature = (key: HmacKey, instanceId: string, generation: string): string =>
    `${VERSION}.${hmacSha256(key, joinWithLengths(VERSION, audience, instanceId, generation), 'hex')}`;
  const verifiedUrls = createVerifiedUrls();

  function verifyNew(target: string): VerifyResult {
    const query = parseQuery(target);
    if (!query) return refuse('the request target has a fragment or starts with //');
    const instanceId = getSingleValue(query, INSTANCE);
    const generation = getSingleValue(query, GENERATION);
    const signature = getSingleValue(query, SIGNATURE);
    if (!instanceId || !generation || !signature) return refuse('a signature parameter is missing, empty or repeated');
    const expected = keys.map((key) => createSignature(key, instanceId, generation));
    const matched = findMatch(expected, signature);
    if (matched < 0) return refuse('the signature is wrong');
    const verified = { instanceId, generation: Number(generation), matched };
    if (target.endsWith(`${SIGNATURE}=${signature}`)) verifiedUrls.add(target, verified);
    return acceptVerified(verified);
  }

  function acceptVerified({ instanceId, generation, matched }: VerifiedUrl): VerifyResult {
    if (acceptGeneration(instanceId, generation) !== true)
      return refuse('the option `accept` rejects the generation of this URL');
    return accept(instanceId, matched);
  }

  return {
    sign(url, claims) {
      checkOptions('sign', claims, CLAIM_RULES);
      checkSignableUrl(url);
      const { instanceId, generation = 0 } = claims;
      return appendParameters(url, {
        [INSTANCE]: instanceId,
        [GENERATION]: String(generation),
        [SIGNATURE]: createSignature(keys[0] as HmacKey, instanceId, String(generation)),
      });
    },

    verify({ target }) {
      const verified = verifiedUrls.find(target);
      return verified ? acceptVerified(verified) : verifyNew(target);
    },
  };
}

/** Writes the length of each part before the part: `4:a|bc1:d`. Two different lists never give the same text. */
function joinWithLengths(...parts: string[]): string {
  return parts.map((part) => `${part.length}:${part}`).join('');
}
