import { equalBytes, hmacSha256 } from '#crypto';
import { VZapsError } from '../../errors.ts';
import type { Delivery } from '../delivery/delivery.ts';
import { hexOf } from './hex.ts';
import { onlyOne, queryOf } from './query.ts';
import { signableUrl, withParameters } from './signable-url.ts';
import { createKnownSignatures } from './signature-cache.ts';
import { bytesOf, refuse, secretsOf, type VerifyResult } from './verifier.ts';

export interface UrlSignerOptions {
  /** At least 32 bytes. In a list the first signs and all are accepted: put the new one in front to rotate. */
  secret: string | readonly string[];
  /** Keeps URLs of one deployment from passing in another, such as `'staging'` and `'production'`. */
  audience?: string;
  /** Revokes: return `false` for generations of that instance's URL that no longer count. Default: all count. */
  accept?: (instanceId: string, generation: number) => boolean;
}

export interface UrlSigner {
  /** The URL to register: its own query and fragment stay as they are, to the byte. Same input, same URL. */
  sign(url: string, claims: { instanceId: string; generation?: number }): string;
  /** Bound; hand it to `createReceiver({ verify })`. Synchronous. */
  verify: (delivery: Delivery) => VerifyResult;
}

const VERSION = 'v1';
const INSTANCE = 'vzaps_instance';
const GENERATION = 'vzaps_generation';
const SIGNATURE = 'vzaps_signature';
const INSTANCE_ID = /^[^\s\p{C}]+$/u;
const CANONICAL = /^(0|[1-9]\d{0,14})$/;

/**
 * Proof of origin for a provider that does not sign: the registered URL carries the instance id and an
 * HMAC-SHA-256 over version, audience, instance id and generation. VZaps keeps the query string when it
 * delivers (seen). One leaked URL exposes one instance, and no table of secrets is kept.
 *
 * It proves origin, not freshness: duplicates are the idempotency store's work. Host, scheme and path are not
 * signed, so that a proxy may rewrite them.
 *
 * @throws VZapsError `INVALID_OPTION`; `sign` throws `INVALID_OPTION` or `INVALID_OPTION`.
 */
export function createUrlSigner({ secret, audience = '', accept = () => true }: UrlSignerOptions): UrlSigner {
  const secrets = secretsOf(secret, 32, 'createUrlSigner()');
  const signature = (key: string, instanceId: string, generation: string): string =>
    `${VERSION}.${hexOf(hmacSha256(key, lengthPrefixed(VERSION, audience, instanceId, generation)))}`;
  const known = createKnownSignatures();

  /** The index of the secret that made this signature, or -1. */
  function matching(instanceId: string, generation: string, guess: Uint8Array): number {
    const url = `${generation} ${instanceId}`;
    const before = known.get(url);
    if (before && equalBytes(before.signature, guess)) return before.secret;
    // Every secret is tried, so that the time does not tell which one matched.
    const signatures = secrets.map((key) => bytesOf(signature(key, instanceId, generation)));
    const matched = signatures.map((each) => equalBytes(each, guess)).indexOf(true);
    if (matched >= 0) known.set(url, { signature: guess, secret: matched });
    return matched;
  }

  return {
    sign(url, { instanceId, generation = 0 }) {
      const number = String(generation);
      if (!INSTANCE_ID.test(instanceId ?? '') || !CANONICAL.test(number)) {
        throw new VZapsError(
          'INVALID_OPTION',
          'sign() needs an instanceId without spaces or control characters, and a generation that is a whole ' +
            'number from 0.',
        );
      }
      return withParameters(signableUrl(url), {
        [INSTANCE]: instanceId,
        [GENERATION]: number,
        [SIGNATURE]: signature(secrets[0] as string, instanceId, number),
      });
    },

    verify({ target }) {
      const query = queryOf(target);
      if (!query) return refuse('the request target has a fragment or starts with //');
      const instanceId = onlyOne(query, INSTANCE);
      const generation = onlyOne(query, GENERATION);
      const given = onlyOne(query, SIGNATURE);
      if (!instanceId || !generation || !given) return refuse('a signature parameter is missing, empty or repeated');
      const matched = matching(instanceId, generation, bytesOf(given));
      if (matched < 0) return refuse('the signature is wrong');
      if (accept(instanceId, Number(generation)) !== true) return refuse('this generation is not accepted');
      return { ok: true, instanceId, ...(matched > 0 && { retiredSecret: true as const }) };
    },
  };
}

/** `4:a|bc1:d` cannot be read as another list of parts. */
function lengthPrefixed(...parts: string[]): string {
  return parts.map((part) => `${part.length}:${part}`).join('');
}
