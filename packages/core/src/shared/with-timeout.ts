import { Deadline, type DeadlineOwner, type Heartbeat } from './deadline.ts';

export interface TimeoutOptions {
  heartbeat?: Heartbeat | undefined;
  /** Holds the deadline of this wait, as long as the wait lasts. */
  running?: Set<Deadline>;
}

/** Waits for `work`. Resolves with its value, or with `undefined` if it takes longer than `milliseconds`. */
export type WaitFor = <T>(work: PromiseLike<T>, milliseconds: number) => Promise<T | undefined>;

const NO_OPTIONS: TimeoutOptions = {};

/**
 * Resolves with the value of `work`, or with `undefined` when `milliseconds` have passed or the heartbeat stopped the
 * wait. Rejects when `work` rejects before that. The work itself is not cancelled. No timer is left behind.
 */
export function withTimeout<T>(
  work: PromiseLike<T>,
  milliseconds: number,
  options = NO_OPTIONS,
): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const wait = new Wait(resolve, milliseconds, options);
    work.then(
      (value) => {
        wait.end();
        resolve(value);
      },
      (error) => {
        wait.end();
        reject(error);
      },
    );
  });
}

class Wait implements DeadlineOwner {
  private readonly resolve: (value: undefined) => void;
  private readonly running: Set<Deadline> | undefined;
  private readonly deadline: Deadline;

  constructor(resolve: (value: undefined) => void, milliseconds: number, { heartbeat, running }: TimeoutOptions) {
    this.resolve = resolve;
    this.running = running;
    this.deadline = new Deadline(this, milliseconds, heartbeat);
    running?.add(this.deadline);
  }

  end(): void {
    this.deadline.clear();
    this.running?.delete(this.deadline);
  }

  onDeadline(): void {
    this.end();
    this.resolve(undefined);
  }
}
