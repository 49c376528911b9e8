import { isPromiseLike } from '../../shared/maybe-promise.ts';
import type { Outcome } from '../outcome.ts';
import { outcomeChannel } from './outcome-channel.ts';
import { type OutcomeInfo, reportOf } from './outcome-report.ts';
import { type Stopwatch, startStopwatch } from './timings.ts';

export interface Observer {
  /** A stopwatch, where somebody is there to be told. */
  start(): Stopwatch | undefined;
  tell(outcome: Outcome, watch: Stopwatch): void;
}

/** Tells `onOutcome` and the diagnostics channel. A broken logger must not turn a handled event into a failed one. */
export function createObserver(onOutcome: ((outcome: Outcome, info: OutcomeInfo) => unknown) | undefined): Observer {
  return {
    start: () => (onOutcome || outcomeChannel?.hasSubscribers ? startStopwatch() : undefined),
    tell(outcome, watch) {
      const info = { milliseconds: watch.total(), steps: watch.steps };
      try {
        const told = onOutcome?.(outcome, info);
        if (isPromiseLike(told)) told.then(undefined, () => {});
      } catch {
        // See above.
      }
      try {
        if (outcomeChannel?.hasSubscribers) outcomeChannel.publish(reportOf(outcome, info));
      } catch {
        // What a handler throws may throw, too, when it is looked at.
      }
    },
  };
}
