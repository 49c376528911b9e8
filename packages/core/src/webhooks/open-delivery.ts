import { VZapsError } from '../errors.ts';
import { decodeBody, parseEvent } from '../events/index.ts';
import { type BodySource, type Delivery, headerOf } from './delivery.ts';
import type { Opened, Outcome } from './outcome.ts';
import { readBody } from './read-body.ts';
import type { Verifier, VerifyResult } from './verify/verifier.ts';

export interface OpenOptions {
  verify: Verifier | readonly Verifier[];
  bodyLimit: number;
}

type Proven = Extract<VerifyResult, { ok: true }>;

/** Method → verify → read within the limit → decode → type. What can be refused without the body, is. */
export function createOpener(options: OpenOptions): (delivery: Delivery) => Promise<Opened | Outcome> {
  const { bodyLimit } = options;
  const verifiers = verifiersOf(options.verify);
  const early = verifiers.filter((verifier) => !verifier.needsBytes);
  const late = verifiers.filter((verifier) => verifier.needsBytes);

  return async (delivery) => {
    if (delivery.method !== 'POST') return { kind: 'method' };
    try {
      const first = await verifyWith(early, delivery);
      if (!first.ok && late.length === 0) return { kind: 'refused', reason: first.reason };
      const claims = first.ok ? proofOf(first) : {};

      const source = await sourceOf(delivery, !first.ok);
      if (source === undefined) return typed(delivery.parsed, claims);
      const coding = headerOf(delivery.headers, 'content-encoding');
      if (coding && coding.toLowerCase() !== 'identity') return { kind: 'media_type', ...claims };
      if (Number(headerOf(delivery.headers, 'content-length')) > bodyLimit) return tooLarge(claims);
      const read = await readBody(source, bodyLimit);
      if (!read.ok) return read.why === 'too_large' ? tooLarge(claims) : { kind: 'malformed', ...claims };
      if (first.ok) return typed(read.bytes, claims);

      const second = await verifyWith(late, { ...delivery, body: read.bytes });
      return second.ok ? typed(read.bytes, proofOf(second)) : { kind: 'refused', reason: second.reason };
    } catch (error) {
      if (error instanceof VZapsError && error.code === 'RAW_BODY_MISSING') throw error;
      return { kind: 'failed', errors: [error] };
    }
  };

  function typed(body: unknown, claims: Omit<Proven, 'ok'>): Opened | Outcome {
    const decoded =
      typeof body === 'string' || body instanceof Uint8Array ? decodeBody(body) : { ok: true as const, value: body };
    return decoded.ok
      ? { kind: 'opened', event: parseEvent(decoded.value), ...claims }
      : { kind: 'malformed', ...claims };
  }

  function tooLarge(claims: Omit<Proven, 'ok'>): Outcome {
    return { kind: 'too_large', limit: bodyLimit, ...claims };
  }
}

function verifiersOf(verify: Verifier | readonly Verifier[]): readonly Verifier[] {
  const list = typeof verify === 'function' ? [verify] : verify;
  if (!Array.isArray(list) || list.length === 0 || list.some((each) => typeof each !== 'function')) {
    throw new VZapsError(
      'VERIFIER_REQUIRED',
      'createReceiver() needs `verify`: a verifier such as createUrlSigner({ secret }).verify, or a list of which one ' +
        'must pass. trustEveryone() is the honest name for none.',
    );
  }
  return list;
}

/** One that passes is enough, even when another breaks. */
async function verifyWith(verifiers: readonly Verifier[], delivery: Delivery): Promise<VerifyResult> {
  let refused: VerifyResult = { ok: false, reason: 'no verifier passed' };
  const broken: unknown[] = [];
  for (const verifier of verifiers) {
    try {
      const result = await verifier(delivery);
      if (result.ok) return result;
      refused = result;
    } catch (error) {
      broken.push(error);
    }
  }
  if (broken.length > 0) throw broken[0];
  return refused;
}

function proofOf({ instanceId, retired }: Proven): Omit<Proven, 'ok'> {
  return { ...(instanceId !== undefined && { instanceId }), ...(retired && { retired }) };
}

/** The bytes; or `undefined` where only what a parser left can be used. */
async function sourceOf({ body, parsed, bytesGone }: Delivery, bytesNeeded: boolean): Promise<BodySource | undefined> {
  if (body !== undefined) return typeof body === 'function' ? await body() : body;
  const gone = bytesNeeded
    ? parsed !== undefined || bytesGone !== undefined
    : parsed === undefined && bytesGone !== undefined;
  if (gone) {
    throw new VZapsError(
      'RAW_BODY_MISSING',
      `${bytesNeeded ? 'The verifier needs the bytes of the request' : 'There is no body to read'}: something read it ` +
        `before the receiver did. ${bytesGone ?? 'Give the receiver the bytes, in `body`.'}`,
    );
  }
  return parsed === undefined ? null : undefined;
}
