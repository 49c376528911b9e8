import { isPromiseLike } from '../../shared/maybe-promise.ts';
import type { Outcome } from '../outcome.ts';
import { consoleReporter } from './console-reporter.ts';
import { outcomeChannel } from './outcome-channel.ts';
import { type OutcomeInfo, type OutcomeListener, reportOf } from './outcome-report.ts';
import { startTimings, type Timings } from './timings.ts';

export interface Observer {
  /** Starts to measure a delivery. `undefined` if no listener and no subscriber needs the durations. */
  start(): Timings | undefined;
  notify(outcome: Outcome, timings: Timings | undefined): void;
}

const NO_INFO: OutcomeInfo = { milliseconds: 0, steps: {} };

/**
 * Passes outcomes to the listeners and to the diagnostics channel. An error in a listener does not change the outcome.
 * The default reporter needs no durations, so a receiver without listeners measures none.
 */
export function createObserver(onOutcome: OutcomeListener | readonly OutcomeListener[] | undefined): Observer {
  const listeners = onOutcome === undefined ? [consoleReporter()] : [onOutcome].flat();
  const needsTimings = onOutcome !== undefined && listeners.length > 0;
  return {
    start: () => (needsTimings || outcomeChannel?.hasSubscribers ? startTimings() : undefined),
    notify(outcome, timings) {
      const info = timings ? { milliseconds: timings.measureTotal(), steps: timings.steps } : NO_INFO;
      for (const listener of listeners) callListener(listener, outcome, info);
      try {
        if (timings && outcomeChannel?.hasSubscribers) outcomeChannel.publish(reportOf(outcome, info));
      } catch {
        // A value that a handler threw may throw when its fields are read.
      }
    },
  };
}

function callListener(listener: OutcomeListener, outcome: Outcome, info: OutcomeInfo): void {
  try {
    const result = listener(outcome, info);
    if (isPromiseLike(result)) result.then(undefined, () => {});
  } catch {
    // A broken logger must not turn a handled event into a failed one.
  }
}
