import { equalBytes, hmacSha256 } from '#crypto';
import { VZapsError } from '../../errors.ts';
import { decodeBase64, encodeBase64 } from '../../shared/base64.ts';
import { headerOf } from '../delivery/delivery.ts';
import { bytesOf, refuse, type Verifier } from './verifier.ts';

export interface StandardWebhooksOptions {
  /** `whsec_…` (base64), or a list in which all but the first are told as `retiredSecret`. */
  secret: string | readonly string[];
  /** How old or how far ahead a timestamp may be, in seconds. Default 300. */
  toleranceSeconds?: number;
  instanceId?: string;
}

/**
 * Signatures as standardwebhooks.com describes them, for a gateway in between that makes them (Svix, Hookdeck and
 * others). It needs the bytes; mounted behind a body parser it throws `RAW_BODY_MISSING`.
 *
 * @throws VZapsError `INVALID_OPTION`.
 */
export function standardWebhooks({ secret, toleranceSeconds = 300, instanceId }: StandardWebhooksOptions): Verifier {
  const keys = (typeof secret === 'string' ? [secret] : secret).map(keyOf);
  if (keys.length === 0) throw invalidSecret();
  const verify: Verifier = ({ headers, body }) => {
    const id = headerOf(headers, 'webhook-id');
    const timestamp = headerOf(headers, 'webhook-timestamp');
    const signatures = headerOf(headers, 'webhook-signature')?.split(' ') ?? [];
    if (!id || !timestamp || signatures.length === 0) return refuse('a webhook- header is missing');
    if (!/^\d{1,12}$/.test(timestamp)) return refuse('the timestamp is not a number');
    if (Math.abs(Date.now() / 1000 - Number(timestamp)) > toleranceSeconds)
      return refuse('the timestamp is too far off');
    if (!(body instanceof Uint8Array)) return refuse('there are no bytes to verify');
    const head = bytesOf(`${id}.${timestamp}.`);
    const signed = new Uint8Array(head.length + body.length);
    signed.set(head);
    signed.set(body, head.length);
    const given = signatures.map((each) => bytesOf(each));
    const matched = keys
      .map((key) => bytesOf(`v1,${encodeBase64(hmacSha256(key, signed))}`))
      .map((expected) => given.map((guess) => equalBytes(expected, guess)).includes(true))
      .indexOf(true);
    if (matched < 0) return refuse('the signature is wrong');
    return { ok: true, ...(instanceId && { instanceId }), ...(matched > 0 && { retiredSecret: true as const }) };
  };
  return Object.assign(verify, { needsBytes: true as const });
}

function keyOf(secret: string): Uint8Array {
  const key = typeof secret === 'string' ? decodeBase64(secret.replace(/^whsec_/, '')) : undefined;
  if (!key || key.length === 0) throw invalidSecret();
  return key;
}

function invalidSecret(): VZapsError {
  return new VZapsError('INVALID_OPTION', 'standardWebhooks() needs a secret in base64, such as whsec_…');
}
