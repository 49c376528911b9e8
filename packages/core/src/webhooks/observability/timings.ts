/**
 * A step of a delivery. `wait` is the time that an event waits for its complete copy, for a copy in flight, and for
 * its position in the conversation.
 */
export type Step = 'verify' | 'read' | 'parse' | 'wait' | 'claim' | 'handle';

/** Milliseconds by step. A step that was not reached is absent. */
export type Steps = Partial<Record<Step, number>>;

/** Measures the steps of one delivery. */
export interface Timings {
  readonly steps: Steps;
  /** Ends a step: adds the time since the last mark to it. */
  mark(step: Step): void;
  /** Milliseconds since the start. */
  measureTotal(): number;
}

export function startTimings(): Timings {
  const startedAt = performance.now();
  let markedAt = startedAt;
  const steps: Steps = {};
  return {
    steps,
    mark(step) {
      const now = performance.now();
      steps[step] = (steps[step] ?? 0) + now - markedAt;
      markedAt = now;
    },
    measureTotal: () => performance.now() - startedAt,
  };
}
