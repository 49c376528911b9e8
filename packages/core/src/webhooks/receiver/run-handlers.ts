import { VZapsError } from '../../errors.ts';
import type { Abortable } from '../../shared/abort-listener.ts';
import type { MaybePromise } from '../../shared/maybe-promise.ts';
import { isPromiseLike } from '../../shared/maybe-promise.ts';
import { withTimeout } from '../../shared/with-timeout.ts';
import { type Lease, leaseLost } from '../idempotency/lease.ts';
import { type LazySignal, lazySignal } from './lazy-signal.ts';

export type Call = (signal: LazySignal) => unknown;

export interface RunOptions {
  timeoutMs: number;
  /** Abort the handlers' signal, without ending the wait for them: closing, and the caller's own signal. */
  abortedBy: readonly Abortable[];
  /** Renewed while handlers run; they end with it. */
  lease?: Lease | undefined;
}

/**
 * Runs all handlers of one event side by side and gathers what they throw. Time over, or the event no longer ours:
 * their signal aborts and the answer is an error, whether or not a handler heeds the signal.
 */
export function runHandlers(calls: readonly Call[], options: RunOptions): MaybePromise<readonly unknown[]> {
  const signal = lazySignal(options.abortedBy);
  const started = calls.map((call) => start(call, signal));
  if (started.some(isPromiseLike)) return ended(started, signal, options);
  // Handlers that are not asynchronous have ended, and need no timer.
  signal.release();
  return errorsOf(started as Thrown[]);
}

async function ended(
  started: readonly MaybePromise<Thrown>[],
  signal: LazySignal,
  { timeoutMs, lease }: RunOptions,
): Promise<readonly unknown[]> {
  try {
    const all = await withTimeout(Promise.all(started), timeoutMs, { heartbeat: lease });
    if (all) return errorsOf(all);
    const error = lease?.lost
      ? leaseLost()
      : new VZapsError('HANDLER_TIMEOUT', `A handler was still running after ${timeoutMs} ms.`);
    signal.abort(error);
    return [error];
  } finally {
    signal.release();
  }
}

const NONE: readonly unknown[] = [];

function errorsOf(thrown: readonly Thrown[]): readonly unknown[] {
  return thrown.some((each) => each) ? thrown.flatMap((each) => each ?? []) : NONE;
}

/** What a handler threw, in a list of its own: anything can be thrown, `undefined` too. */
type Thrown = [unknown] | undefined;

function start(call: Call, signal: LazySignal): MaybePromise<Thrown> {
  try {
    const result = call(signal);
    return isPromiseLike(result) ? Promise.resolve(result).then(nothing, thrown) : undefined;
  } catch (error) {
    return [error];
  }
}

const nothing = (): undefined => undefined;
const thrown = (error: unknown): Thrown => [error];
