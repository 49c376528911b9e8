import { VZapsConnectionError, VZapsTimeoutError } from '../errors/network-error.ts';
import type { Redact } from '../errors/redact.ts';
import { safeCause } from '../errors/safe-cause.ts';
import type { Outgoing } from '../request/prepared-request.ts';
import { onAbort } from './on-abort.ts';
import { abortable } from './sleep.ts';
import type { Transport, TransportRequest, TransportResponse } from './transport/transport.ts';

interface Limits {
  readonly timeoutMs: number;
  readonly attempt: number;
  readonly redact: Redact;
}

/**
 * One request and its whole answer, within its time. Rejects with the caller's own reason when the caller aborts, and
 * leaves neither timer nor listener behind.
 */
export async function attemptOnce(
  transport: Transport,
  call: Outgoing,
  request: Omit<TransportRequest, 'signal'>,
  { timeoutMs, attempt, redact }: Limits,
): Promise<TransportResponse> {
  const { signal } = call.options;
  signal?.throwIfAborted();
  const controller = new AbortController();
  const stop = signal && onAbort(signal, () => controller.abort(signal.reason));
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  try {
    // A transport that was given may not listen to its signal.
    return await abortable(() => transport.send({ ...request, signal: controller.signal }), controller.signal);
  } catch (error) {
    signal?.throwIfAborted();
    const what = `${call.method} ${call.route}`;
    if (controller.signal.aborted) {
      throw new VZapsTimeoutError(`VZaps did not answer ${what} completely within ${timeoutMs} ms.`, {
        attempts: attempt,
      });
    }
    const neverSent = transport.neverSent(error);
    const how = neverSent ? 'VZaps could not be reached for' : 'The connection broke during';
    throw new VZapsConnectionError(`${how} ${what}.`, {
      cause: safeCause(error, redact),
      attempts: attempt,
      neverSent,
    });
  } finally {
    clearTimeout(timer);
    stop?.();
  }
}
