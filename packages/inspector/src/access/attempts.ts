const MAX_FAILURES = 20;
const PERIOD_MS = 60_000;

/** Counts wrong tokens of all senders together. It needs two numbers, however many senders there are. */
export interface Attempts {
  isLimited(): boolean;
  addFailure(): void;
}

export function createAttempts(): Attempts {
  let failures = 0;
  let until = 0;
  return {
    isLimited: () => failures >= MAX_FAILURES && Date.now() < until,
    addFailure() {
      const now = Date.now();
      if (now >= until) {
        failures = 0;
        until = now + PERIOD_MS;
      }
      failures += 1;
    },
  };
}
