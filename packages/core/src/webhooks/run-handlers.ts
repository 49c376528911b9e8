import { VZapsError } from '../errors.ts';
import { type LazySignal, lazySignal } from './lazy-signal.ts';

export type Call = (signal: LazySignal) => unknown;

export interface RunOptions {
  timeoutMs: number;
  /** Abort the handlers' signal, without ending the wait for them: closing, and the caller's own signal. */
  abortedBy: readonly AbortSignal[];
}

/**
 * Runs all handlers of one event side by side and gathers what they throw. Time over: their signal aborts and
 * the answer is an error, whether or not a handler heeds the signal.
 */
export async function runHandlers(calls: readonly Call[], options: RunOptions): Promise<readonly unknown[]> {
  const { timeoutMs, abortedBy } = options;
  const signal = lazySignal(abortedBy);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<readonly unknown[]>((resolve) => {
    timer = setTimeout(() => {
      const error = new VZapsError('HANDLER_TIMEOUT', `A handler was still running after ${timeoutMs} ms.`);
      signal.abort(error);
      resolve([error]);
    }, timeoutMs);
  });
  try {
    return await Promise.race([settle(calls, signal), timeout]);
  } finally {
    clearTimeout(timer);
    signal.release();
  }
}

async function settle(calls: readonly Call[], signal: LazySignal): Promise<unknown[]> {
  // The async wrapper turns a synchronous throw into a rejection.
  const results = await Promise.allSettled(calls.map(async (call) => call(signal)));
  return results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
}
