import { VZapsError } from '../../errors.ts';
import { decodeBody, parseEvent } from '../../events/index.ts';
import type { MaybePromise } from '../../shared/maybe-promise.ts';
import { isPromiseLike } from '../../shared/maybe-promise.ts';
import type { Stopwatch } from '../observability/timings.ts';
import type { Outcome, VerifiedDelivery } from '../outcome.ts';
import { proofOf } from '../processing/event-metadata.ts';
import type { WaitingRoom } from '../queue/backlog.ts';
import { CLOSED } from '../receiver/shutdown.ts';
import { verifiersOf, verifyWith } from '../verifiers/run-verifiers.ts';
import type { Verifier, VerifyResult } from '../verifiers/verifier.ts';
import { type BodySource, type Delivery, headerOf } from './delivery.ts';
import { readBody } from './read-body.ts';

export interface OpenOptions {
  verify: Verifier | readonly Verifier[];
  bodyLimit: number;
  bodyTimeoutMs: number;
  /** A verifier or a body that has not come when it closes is waited for no longer. */
  room: Pick<WaitingRoom, 'closed' | 'wait'>;
}

export interface Read extends VerifiedDelivery {
  /** How many bytes were read; absent where a parser read them. */
  size: number | undefined;
}

type Proven = Extract<VerifyResult, { ok: true }>;

/** Method → verify → read within the limit → decode → type. What can be refused without the body, is. */
export function createOpener(options: OpenOptions): (delivery: Delivery, watch?: Stopwatch) => Promise<Read | Outcome> {
  const { bodyLimit, bodyTimeoutMs, room } = options;
  const limits = { limit: bodyLimit, timeoutMs: bodyTimeoutMs, wait: room.wait };
  const verifiers = verifiersOf(options.verify);
  const early = verifiers.filter((verifier) => !verifier.needsBytes);
  const late = verifiers.filter((verifier) => verifier.needsBytes);

  return async (delivery, watch) => {
    if (delivery.method !== 'POST') return { kind: 'method_not_allowed' };
    try {
      const first = await verifyWith(early, delivery, room.wait);
      watch?.lap('verify');
      if (!first.ok && late.length === 0) return { kind: 'refused', reason: first.reason };
      const claims = first.ok ? proofOf(first) : {};

      const source = sourceOf(delivery, !first.ok);
      if (source === undefined) return typed(delivery.parsed, claims, watch);
      const coding = headerOf(delivery.headers, 'content-encoding');
      if (coding && coding.toLowerCase() !== 'identity') return { kind: 'unsupported_encoding', ...claims };
      if (Number(headerOf(delivery.headers, 'content-length')) > bodyLimit) return tooLarge(claims);
      const reading = readBody(source(), limits);
      const read = isPromiseLike(reading) ? await reading : reading;
      watch?.lap('read');
      if (!read.ok) return unread(read.why, claims);
      if (first.ok) return typed(read.bytes, claims, watch);

      const second = await verifyWith(late, { ...delivery, body: read.bytes }, room.wait);
      watch?.lap('verify');
      return second.ok ? typed(read.bytes, proofOf(second), watch) : { kind: 'refused', reason: second.reason };
    } catch (error) {
      if (error instanceof VZapsError && error.code === 'RAW_BODY_MISSING') throw error;
      return room.closed ? { ...CLOSED, error } : { kind: 'failed', errors: [error] };
    }
  };

  function typed(body: unknown, claims: Omit<Proven, 'ok'>, watch: Stopwatch | undefined): Read | Outcome {
    if (room.closed) return { ...CLOSED, ...claims };
    const decoded =
      typeof body === 'string' || body instanceof Uint8Array ? decodeBody(body) : { ok: true as const, value: body };
    if (!decoded.ok) return { kind: 'malformed', ...claims };
    const event = parseEvent(decoded.value);
    watch?.lap('parse');
    return { kind: 'verified', event, size: body instanceof Uint8Array ? body.length : undefined, ...claims };
  }

  function unread(why: 'too_large' | 'broken' | 'late', claims: Omit<Proven, 'ok'>): Outcome {
    if (why === 'too_large') return tooLarge(claims);
    if (why === 'late' && room.closed) return { ...CLOSED, ...claims };
    // A body that did not come is no JSON, whoever is to blame: the delivery stays in VZaps' log.
    const reason = why === 'late' ? `the body did not come within ${bodyTimeoutMs} ms` : 'the sender went away';
    return { kind: 'malformed', reason, ...claims };
  }

  function tooLarge(claims: Omit<Proven, 'ok'>): Outcome {
    return { kind: 'too_large', limit: bodyLimit, ...claims };
  }
}

/** Asks for the bytes: only once the headers are known to be good. `undefined` where only what a parser left can be used. */
function sourceOf(
  { body, parsed, rawBodyHint }: Delivery,
  bytesNeeded: boolean,
): (() => MaybePromise<BodySource>) | undefined {
  if (body !== undefined) return typeof body === 'function' ? body : () => body;
  const gone = bytesNeeded
    ? parsed !== undefined || rawBodyHint !== undefined
    : parsed === undefined && rawBodyHint !== undefined;
  if (gone) {
    throw new VZapsError(
      'RAW_BODY_MISSING',
      `${bytesNeeded ? 'The verifier needs the bytes of the request' : 'There is no body to read'}: something read it ` +
        `before the receiver did. ${rawBodyHint ?? 'Give the receiver the bytes, in `body`.'}`,
    );
  }
  return parsed === undefined ? () => null : undefined;
}
