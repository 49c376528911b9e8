import { VZapsError } from '../errors.ts';
import { inTime } from './in-time.ts';
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
  const signal = lazySignal(options.abortedBy);
  try {
    const started = calls.map((call) => start(call, signal));
    // Handlers that are not asynchronous have ended, and need no timer.
    const ended = started.some(isThenable)
      ? await inTime(Promise.all(started), options.timeoutMs)
      : (started as Thrown[]);
    if (ended) return ended.flatMap((each) => each ?? []);
    const error = new VZapsError('HANDLER_TIMEOUT', `A handler was still running after ${options.timeoutMs} ms.`);
    signal.abort(error);
    return [error];
  } finally {
    signal.release();
  }
}

/** What a handler threw, in a list of its own: anything can be thrown, `undefined` too. */
type Thrown = [unknown] | undefined;

function start(call: Call, signal: LazySignal): Thrown | Promise<Thrown> {
  try {
    const result = call(signal);
    return isThenable(result) ? Promise.resolve(result).then(nothing, thrown) : undefined;
  } catch (error) {
    return [error];
  }
}

const nothing = (): undefined => undefined;
const thrown = (error: unknown): Thrown => [error];

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function';
}
