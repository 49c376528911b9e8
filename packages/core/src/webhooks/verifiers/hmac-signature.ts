import { equalBytes, hmacSha256 } from '#crypto';
import { VZapsError } from '../../errors.ts';
import { encodeBase64 } from '../../shared/base64.ts';
import { headerOf } from '../delivery/delivery.ts';
import { hexOf } from './hex.ts';
import { bytesOf, refuse, secretsOf, type Verifier } from './verifier.ts';

export interface HmacSignatureOptions {
  /** Shared with the gateway. In a list, all but the first are told as `retiredSecret`. */
  secret: string | readonly string[];
  /** The header that holds the signature, such as `x-signature`. */
  header: string;
  /** How the digest is written. Default `hex`. */
  encoding?: 'hex' | 'base64';
  /** What stands before the digest, such as `sha256=`. Default: nothing. */
  prefix?: string;
  /** The instance that this gateway speaks for, where it is one. */
  instanceId?: string;
}

/**
 * HMAC-SHA-256 over the bytes of the body, for a gateway in between that signs: VZaps itself does not
 * (documented by absence). It needs the bytes; mounted behind a body parser it throws `RAW_BODY_MISSING`.
 *
 * @throws VZapsError `INVALID_OPTION` (an empty secret), `INVALID_OPTION`.
 */
export function hmacSignature(options: HmacSignatureOptions): Verifier {
  const { secret, header, encoding = 'hex', prefix = '', instanceId } = options;
  if (!header) throw new VZapsError('INVALID_OPTION', "hmacSignature() needs the signature header's name in `header`.");
  const secrets = secretsOf(secret, 1, 'hmacSignature()');
  const write = encoding === 'hex' ? hexOf : encodeBase64;
  const verify: Verifier = ({ headers, body }) => {
    const given = headerOf(headers, header);
    if (!given?.startsWith(prefix)) return refuse('the signature header is missing or has another prefix');
    if (!(body instanceof Uint8Array)) return refuse('there are no bytes to verify');
    const digest = given.slice(prefix.length);
    const guess = bytesOf(encoding === 'hex' ? digest.toLowerCase() : digest);
    const matches = secrets.map((key) => equalBytes(bytesOf(write(hmacSha256(key, body))), guess));
    const matched = matches.indexOf(true);
    if (matched < 0) return refuse('the signature is wrong');
    return { ok: true, ...(instanceId && { instanceId }), ...(matched > 0 && { retiredSecret: true as const }) };
  };
  return Object.assign(verify, { needsBytes: true as const });
}
