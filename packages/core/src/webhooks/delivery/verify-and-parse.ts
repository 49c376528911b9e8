import { VZapsError } from '../../errors.ts';
import { decodeBody } from '../../events/envelope/decode-body.ts';
import { parseEvent } from '../../events/parse-event.ts';
import { isPromiseLike, type MaybePromise } from '../../shared/maybe-promise.ts';
import type { Timings } from '../observability/timings.ts';
import type { Outcome, VerifiedDelivery } from '../outcome.ts';
import { RETRY_AFTER_SECONDS, type Verification } from '../processing/event-metadata.ts';
import type { Backlog } from '../queue/backlog.ts';
import { CLOSING_OUTCOME } from '../receiver/shutdown.ts';
import { runVerifiers, toVerifierList } from '../verifiers/run-verifiers.ts';
import type { Verifier, VerifyResult } from '../verifiers/verifier.ts';
import type { BodyFailure, ReadBody } from './body-reading.ts';
import { type Delivery, headerOf } from './delivery.ts';
import { readBody } from './read-body.ts';
import { hasBody, NOT_PARSED, openBody, readParsed } from './select-body.ts';
import { createUnverifiedBodies } from './unverified-bodies.ts';

export interface VerifyAndParseOptions {
  verify: Verifier | readonly Verifier[];
  bodyLimit: number;
  bodyTimeoutMs: number;
  /** The instance of every delivery, if the verifier does not confirm one. */
  instanceId: string | undefined;
  /** When it closes, the waits for verifiers and bodies end. */
  backlog: Pick<Backlog, 'isClosed' | 'waitFor'>;
}

/** All fields are set, also to `undefined`: V8 takes a second object for a field that is added later. */
export interface ParsedDelivery {
  kind: VerifiedDelivery['kind'];
  event: VerifiedDelivery['event'];
  instanceId: string | undefined;
  retiredSecret: true | undefined;
  /** The bytes of the body. `undefined` if a body parser read it. */
  bytes: Uint8Array | undefined;
}

/** The result is a promise only if a verifier or the body is waited for. */
export type VerifyAndParse = (delivery: Delivery, timings?: Timings) => MaybePromise<ParsedDelivery | Outcome>;

/**
 * Creates the function that takes a delivery to a typed event: method → verify → read body → decode JSON → parse. What
 * can be refused without the body is refused before the body is read.
 */
export function createVerifyAndParse(options: VerifyAndParseOptions): VerifyAndParse {
  const { bodyLimit, bodyTimeoutMs, instanceId, backlog } = options;
  const readLimits = { limit: bodyLimit, timeoutMs: bodyTimeoutMs, waitFor: backlog.waitFor };
  const unverifiedLimits = { ...readLimits, unverifiedBodies: createUnverifiedBodies() };
  const verifiers = toVerifierList(options.verify);
  const requestVerifiers = verifiers.filter((verifier) => !verifier.needsBytes);
  const bodyVerifiers = verifiers.filter((verifier) => verifier.needsBytes);

  function verifyAndParse(delivery: Delivery, timings: Timings | undefined): MaybePromise<ParsedDelivery | Outcome> {
    if (delivery.method !== 'POST') return { kind: 'method_not_allowed' };
    try {
      const request = runVerifiers(requestVerifiers, delivery, backlog.waitFor);
      const parsed = isPromiseLike(request)
        ? request.then((result) => readAndParse(delivery, result, timings))
        : readAndParse(delivery, request, timings);
      return isPromiseLike(parsed) ? parsed.catch(answerError) : parsed;
    } catch (error) {
      return answerError(error);
    }
  }

  function readAndParse(
    delivery: Delivery,
    request: VerifyResult,
    timings: Timings | undefined,
  ): MaybePromise<ParsedDelivery | Outcome> {
    timings?.mark('verify');
    if (!request.ok && bodyVerifiers.length === 0) return { kind: 'refused', reason: request.reason };
    const verification = request.ok ? completeVerification(request) : UNVERIFIED;

    const parsed = delivery.body === undefined ? readParsed(delivery) : NOT_PARSED;
    if (parsed === undefined) return { kind: 'malformed', reason: 'the body could not be parsed', ...verification };
    if (!hasBody(delivery, parsed.value, !request.ok)) return parse(parsed.value, delivery, verification, timings);
    const encoding = headerOf(delivery.headers, 'content-encoding');
    if (encoding && encoding.toLowerCase() !== 'identity') return { kind: 'unsupported_encoding', ...verification };
    if (Number(headerOf(delivery.headers, 'content-length')) > bodyLimit) return createTooLarge(verification);
    const body = readBody(openBody(delivery), request.ok ? readLimits : unverifiedLimits);
    return isPromiseLike(body)
      ? body.then((read) => parseBody(delivery, read, request.ok, verification, timings))
      : parseBody(delivery, body, request.ok, verification, timings);
  }

  function parseBody(
    delivery: Delivery,
    body: ReadBody,
    isVerified: boolean,
    verification: Verification,
    timings: Timings | undefined,
  ): MaybePromise<ParsedDelivery | Outcome> {
    timings?.mark('read');
    if (!body.ok) return answerUnreadBody(body.failure, verification);
    const { bytes } = body;
    if (isVerified) return parse(bytes, delivery, verification, timings);
    const withBytes = delivery.body === bytes ? delivery : { ...delivery, body: bytes };
    const signed = runVerifiers(bodyVerifiers, withBytes, backlog.waitFor);
    return isPromiseLike(signed)
      ? signed.then((result) => parseSigned(bytes, delivery, result, timings))
      : parseSigned(bytes, delivery, signed, timings);
  }

  function parseSigned(
    bytes: Uint8Array,
    delivery: Delivery,
    signed: VerifyResult,
    timings: Timings | undefined,
  ): ParsedDelivery | Outcome {
    timings?.mark('verify');
    if (!signed.ok) return { kind: 'refused', reason: signed.reason };
    return parse(bytes, delivery, completeVerification(signed), timings);
  }

  function answerError(error: unknown): Outcome {
    if (error instanceof VZapsError && error.code === 'RAW_BODY_MISSING') throw error;
    return backlog.isClosed ? { ...CLOSING_OUTCOME, error } : { kind: 'failed', errors: [error] };
  }

  function completeVerification(verified: Verification): Verification {
    // A verifier in plain JavaScript may return an empty instance or other types, which name no instance.
    const { instanceId: confirmed = '', retiredSecret } = verified;
    const verification: Verification = {};
    if (typeof confirmed === 'string' && confirmed !== '') verification.instanceId = confirmed;
    else if (instanceId !== undefined) verification.instanceId = instanceId;
    if (retiredSecret === true) verification.retiredSecret = true;
    return verification;
  }

  function parse(
    body: unknown,
    delivery: Delivery,
    verification: Verification,
    timings: Timings | undefined,
  ): ParsedDelivery | Outcome {
    if (backlog.isClosed) return { ...CLOSING_OUTCOME, ...verification };
    const isBytes = body instanceof Uint8Array;
    let value = body;
    if (isBytes || typeof body === 'string') {
      const decoded = decodeBody(body, headerOf(delivery.headers, 'content-type'));
      if (!decoded.ok) return { kind: 'malformed', ...verification };
      value = decoded.value;
    }
    const event = parseEvent(value);
    timings?.mark('parse');
    const { instanceId: confirmed, retiredSecret } = verification;
    return { kind: 'verified', event, bytes: isBytes ? body : undefined, instanceId: confirmed, retiredSecret };
  }

  function answerUnreadBody(failure: BodyFailure, verification: Verification): Outcome {
    if (failure === 'too_large') return createTooLarge(verification);
    if (failure === 'ended') return { kind: 'overloaded', retryAfter: RETRY_AFTER_SECONDS };
    if (failure === 'late' && backlog.isClosed) return { ...CLOSING_OUTCOME, ...verification };
    const reason =
      failure === 'late'
        ? `the body did not arrive within ${bodyTimeoutMs} ms`
        : 'the body ended early: the sender closed the connection, or the server limits the size of a body';
    return { kind: 'malformed', reason, ...verification };
  }

  function createTooLarge(verification: Verification): Outcome {
    return { kind: 'too_large', limit: bodyLimit, ...verification };
  }

  return verifyAndParse;
}

const UNVERIFIED: Verification = {};
