import {
  VZapsApiError,
  type VZapsApiErrorDetails,
  VZapsAuthenticationError,
  VZapsPermissionError,
  VZapsRateLimitError,
} from '../../client/errors/api-error.ts';
import { VZapsConnectionError, VZapsTimeoutError } from '../../client/errors/network-error.ts';
import { type Redact, redactor } from '../../client/errors/redact.ts';
import { toSafeCause } from '../../client/errors/to-safe-cause.ts';
import type { RealtimeCredentials } from '../../client/http/realtime-credentials.ts';
import { parseRetryAfter } from '../../client/response/retry-after.ts';
import { VZapsError } from '../../errors.ts';
import { HandshakeError } from './websocket/socket.ts';

/** Milliseconds for the handshake, the name look-up included. */
export const HANDSHAKE_TIMEOUT_MS = 15_000;
/** The abort reason of a handshake that takes longer than `HANDSHAKE_TIMEOUT_MS`. */
export const TIMED_OUT: unique symbol = Symbol('timed out');

type ApiErrorClass = new (message: string, details: VZapsApiErrorDetails) => VZapsApiError;

const CLASSES: Readonly<Record<number, ApiErrorClass | undefined>> = {
  401: VZapsAuthenticationError,
  403: VZapsPermissionError,
  429: VZapsRateLimitError,
};

const SOLUTIONS: Readonly<Record<number, string | undefined>> = {
  401: ' Check the client token, the client secret and the instance token.',
  403: ' The instance belongs to another account, or its token is wrong. Check `instanceId` and `instanceToken`.',
  404: ' Check `instanceId` and `url`.',
};

/** Removes the secrets of a handshake from texts. */
export function createRedact({ accessToken, clientToken, instanceToken }: RealtimeCredentials): Redact {
  return redactor([accessToken, clientToken, instanceToken]);
}

/** Turns whatever a handshake threw into an error of the library that contains no secret. */
export function createHandshakeError(error: unknown, redact: Redact): VZapsError {
  if (error instanceof VZapsError) return error;
  if (error === TIMED_OUT) {
    return new VZapsTimeoutError(
      `VZaps did not accept the realtime connection within ${HANDSHAKE_TIMEOUT_MS} ms. Check the network and proxies.`,
    );
  }
  const {
    status,
    retryAfter,
    cause: origin,
  }: Partial<HandshakeError> = error instanceof HandshakeError ? error : { cause: error };
  const cause = toSafeCause(origin, redact);
  if (status === undefined) {
    const message = 'The realtime connection could not be made. Check the network, proxies, and the option `url`.';
    return new VZapsConnectionError(message, { cause });
  }
  const retryAfterMs = parseRetryAfter(retryAfter);
  const message = `VZaps answered ${status} to the handshake of the realtime connection.${SOLUTIONS[status] ?? ''}`;
  return new (CLASSES[status] ?? VZapsApiError)(message, { status, retryAfterMs, cause });
}
