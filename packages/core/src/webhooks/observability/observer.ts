import { isPromiseLike } from '../../shared/maybe-promise.ts';
import type { Outcome } from '../outcome.ts';
import { outcomeChannel } from './outcome-channel.ts';
import { type OutcomeInfo, reportOf } from './outcome-report.ts';
import { startTimings, type Timings } from './timings.ts';

export type OutcomeListener = (outcome: Outcome, info: OutcomeInfo) => unknown;

export interface Observer {
  /** Starts to measure a delivery. `undefined` if there is no listener and no subscriber. */
  start(): Timings | undefined;
  notify(outcome: Outcome, timings: Timings): void;
}

/** Passes outcomes to `onOutcome` and to the diagnostics channel. An error in a listener does not change the outcome. */
export function createObserver(onOutcome: OutcomeListener | undefined): Observer {
  return {
    start: () => (onOutcome || outcomeChannel?.hasSubscribers ? startTimings() : undefined),
    notify(outcome, timings) {
      const info = { milliseconds: timings.measureTotal(), steps: timings.steps };
      try {
        const result = onOutcome?.(outcome, info);
        if (isPromiseLike(result)) result.then(undefined, () => {});
      } catch {
        // A broken logger must not turn a handled event into a failed one.
      }
      try {
        if (outcomeChannel?.hasSubscribers) outcomeChannel.publish(reportOf(outcome, info));
      } catch {
        // A value that a handler threw may throw when its fields are read.
      }
    },
  };
}
