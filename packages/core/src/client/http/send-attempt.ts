import { VZapsError } from '../../errors.ts';
import { onAbort } from '../../shared/abort-listener.ts';
import { VZapsConnectionError, VZapsTimeoutError } from '../errors/network-error.ts';
import type { Redact } from '../errors/redact.ts';
import { toSafeCause } from '../errors/to-safe-cause.ts';
import type { PreparedRequest } from '../request/prepared-request.ts';
import { AttemptSignal } from './attempt-signal.ts';
import type { Transport, TransportRequest, TransportResponse } from './transport/transport.ts';

interface AttemptOptions {
  readonly timeoutMs: number;
  readonly attempt: number;
  readonly redact: Redact;
}

/**
 * Sends one request and reads its whole response within `timeoutMs`. Leaves no timer and no listener behind.
 *
 * @throws VZapsTimeoutError or VZapsConnectionError. The reason of the caller's signal on abort.
 */
export async function sendAttempt(
  transport: Transport,
  prepared: PreparedRequest,
  request: Omit<TransportRequest, 'signal'>,
  { timeoutMs, attempt, redact }: AttemptOptions,
): Promise<TransportResponse> {
  const callerSignal = prepared.options.signal;
  callerSignal?.throwIfAborted();
  const signal = new AttemptSignal();
  const stopListening = callerSignal && onAbort(callerSignal, (reason) => signal.abort(reason));
  const timer = setTimeout(() => signal.abort(new DOMException('The time is over.', 'TimeoutError')), timeoutMs);
  try {
    return await sendUntilAborted(transport, { ...request, signal });
  } catch (error) {
    callerSignal?.throwIfAborted();
    if (error instanceof VZapsError) throw error;
    const what = `${prepared.method} ${prepared.route}`;
    if (signal.aborted) {
      const message =
        `VZaps did not answer ${what} completely within ${timeoutMs} ms. VZaps may have received the request. Raise ` +
        '`timeoutMs` for large files.';
      throw new VZapsTimeoutError(message, { attempts: attempt });
    }
    const neverSent = transport.neverSent(error);
    const problem = neverSent
      ? `VZaps could not be reached for ${what}. Check \`baseUrl\`, DNS and proxies.`
      : `The connection ended during ${what}. VZaps may have received the request.`;
    throw new VZapsConnectionError(`${problem} The property \`cause\` of this error has the reason.`, {
      cause: toSafeCause(error, redact),
      attempts: attempt,
      neverSent,
    });
  } finally {
    clearTimeout(timer);
    stopListening?.();
  }
}

/** Rejects on abort even if `send` does not end: the `fetch` of an application may ignore the signal. */
function sendUntilAborted(transport: Transport, request: TransportRequest): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    request.signal.addEventListener('abort', () => reject(request.signal.reason));
    transport.send(request).then(resolve, reject);
  });
}
