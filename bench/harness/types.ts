/** What a bench compares, and what it finds. */

export interface Candidate {
  name: string;
  /** What one call does, so that no candidate is compared unfairly. */
  does: string;
  /** One call. The harness awaits a promise before the next call. */
  call?(): unknown;
  /** Instead of `call`, if another process does the work: CPU time of one call in a batch, in microseconds. */
  measure?(calls: number): Promise<number>;
  /** Runs before each batch of `calls` calls, and is not measured. */
  prepare?(calls: number): void;
  /** The largest batch, if each call needs a body of its own in memory. */
  maxCalls?: number;
  /** Ends what the candidate started. */
  stop?(): void;
  /** Takes the result of the last call of a batch. Throws if the call did something else than what is measured. */
  check?(result: unknown): void;
}

export interface Comparison {
  title: string;
  /** Functions, so that a process that measures one candidate creates no other one. */
  candidates: readonly (() => Candidate)[];
  /** The names of the candidates that the others are compared with. */
  baselines: readonly string[];
}

/** A median and its quartiles. */
export interface Spread {
  q1: number;
  median: number;
  q3: number;
}

export interface Row {
  name: string;
  does: string;
  /** CPU time of one call, in microseconds. */
  microseconds: Spread;
  /** Speed by baseline: 2 is twice as fast as the baseline. Each round has its own ratio. */
  speed: Record<string, Spread>;
}

export interface Result {
  title: string;
  rows: Row[];
}
