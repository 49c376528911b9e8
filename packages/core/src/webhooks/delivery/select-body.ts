import { VZapsError } from '../../errors.ts';
import type { MaybePromise } from '../../shared/maybe-promise.ts';
import type { BodySource, Delivery } from './delivery.ts';

/** The parsed value of a delivery whose body is read by the receiver itself. */
export const NOT_PARSED: { value: unknown } = { value: undefined };

/** Reads what a body parser left. `undefined` if that is a getter that throws: some platforms parse in a getter. */
export function readParsed(delivery: Delivery): { value: unknown } | undefined {
  try {
    return { value: delivery.parsed };
  } catch {
    return undefined;
  }
}

/**
 * `true` if the bytes of the body can be read, or the request has no body. `false` if only the value of a body parser can
 * be used.
 *
 * @throws VZapsError `RAW_BODY_MISSING`.
 */
export function hasBody({ body, rawBodyHint }: Delivery, parsed: unknown, needsBytes: boolean): boolean {
  if (body !== undefined) return true;
  const wasConsumed = rawBodyHint !== undefined;
  if (needsBytes ? parsed !== undefined || wasConsumed : parsed === undefined && wasConsumed) {
    throw createRawBodyMissingError(needsBytes, rawBodyHint);
  }
  return parsed === undefined;
}

/** Without a body and without a parsed value, the request has no body. */
export function openBody({ body = null }: Delivery): MaybePromise<BodySource> {
  return typeof body === 'function' ? body() : body;
}

function createRawBodyMissingError(needsBytes: boolean, hint: string | undefined): VZapsError {
  const what = needsBytes ? 'The verifier needs the bytes of the body' : 'The body cannot be read';
  return new VZapsError(
    'RAW_BODY_MISSING',
    `${what}, but something read the request before the receiver. ${hint ?? 'Pass the bytes as `body` of the delivery.'}`,
  );
}
