import type { Outcome } from '../outcome.ts';

/** An event that this process handles at the moment. */
export class InFlightEvent {
  declare readonly isPartial: boolean;
  private promise: Promise<Outcome> | undefined;
  private resolve: ((outcome: Outcome | Promise<Outcome>) => void) | undefined;

  constructor(isPartial: boolean) {
    this.isPartial = isPartial;
  }

  /** What duplicates wait for. Created at the first access, since most events have no duplicate in flight. */
  get outcome(): Promise<Outcome> {
    this.promise ??= new Promise((resolve) => {
      this.resolve = resolve;
    });
    return this.promise;
  }

  /** On workerd other requests may wait for `outcome`, so the promise of the first request is used itself. */
  settle(outcome: Outcome | Promise<Outcome>): void {
    if (this.resolve) this.resolve(outcome);
    else if (outcome instanceof Promise) this.promise = outcome;
  }
}
