/** What a delivery's time goes into: waiting is for the twin, for the copy that runs, and for the conversation. */
export type Step = 'verify' | 'read' | 'parse' | 'wait' | 'claim' | 'handle';

/** Milliseconds by step; a step that was not reached is absent. */
export type Steps = Partial<Record<Step, number>>;

export interface Stopwatch {
  /** The time since the last lap went into this step. */
  lap(step: Step): void;
  /** Milliseconds so far. */
  total(): number;
  readonly steps: Steps;
}

export function startStopwatch(): Stopwatch {
  const start = performance.now();
  let last = start;
  const steps: Steps = {};
  return {
    steps,
    lap(step) {
      const now = performance.now();
      steps[step] = (steps[step] ?? 0) + now - last;
      last = now;
    },
    total: () => performance.now() - start,
  };
}
