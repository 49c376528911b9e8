/** A task that runs at an interval during a wait, such as renewing a lease. */
export interface Heartbeat {
  /** Milliseconds between two calls. `Infinity`: never. */
  readonly intervalMs: number;
  /** Calling `stop` ends the wait. */
  renew(stop: () => void): void;
}

/** Shortens a running timeout to at most this many milliseconds from now. `0` ends the wait in the call itself. */
export type ShortenTimeout = (milliseconds: number) => void;

export interface TimeoutOptions {
  heartbeat?: Heartbeat | undefined;
  /** Holds the function that shortens this timeout, as long as the wait lasts. */
  running?: Set<ShortenTimeout>;
}

/** Waits for `work`. Resolves with its value, or with `undefined` if it takes longer than `milliseconds`. */
export type WaitFor = <T>(work: PromiseLike<T>, milliseconds: number) => Promise<T | undefined>;

/** The longest delay of a timer, in milliseconds. A timer with a longer delay fires at once. */
export const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Resolves with the value of `work`, or with `undefined` when `milliseconds` have passed or the heartbeat stopped the
 * wait. Rejects when `work` rejects before that. The work itself is not cancelled. No timer is left behind.
 *
 * One timer serves the timeout and the heartbeat.
 */
export function withTimeout<T>(
  work: PromiseLike<T>,
  milliseconds: number,
  options: TimeoutOptions = {},
): Promise<T | undefined> {
  const { heartbeat, running } = options;
  return new Promise((resolve, reject) => {
    let remaining = milliseconds;
    let timer: ReturnType<typeof setTimeout>;
    const cleanUp = (): void => {
      clearTimeout(timer);
      running?.delete(shorten);
    };
    const stop = (): void => {
      cleanUp();
      resolve(undefined);
    };
    const startTimer = (): void => {
      const delay = Math.min(remaining, heartbeat?.intervalMs ?? remaining, MAX_TIMER_MS);
      timer = setTimeout(() => {
        remaining -= delay;
        if (remaining <= 0) return stop();
        startTimer();
        heartbeat?.renew(stop);
      }, delay);
    };
    const shorten: ShortenTimeout = (atMost) => {
      if (atMost <= 0) return stop();
      clearTimeout(timer);
      remaining = Math.min(remaining, atMost);
      startTimer();
    };
    startTimer();
    running?.add(shorten);
    work.then(
      (value) => {
        cleanUp();
        resolve(value);
      },
      (error) => {
        cleanUp();
        reject(error);
      },
    );
  });
}
