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
  /**
   * `true`: the time in which the event loop was blocked does not count. So code that blocks the loop does not make the
   * work of others time out. The timer checks the clock every second. Default `false`.
   */
  ignoreBlockedTime?: boolean;
  /** Holds the function that shortens this timeout, as long as the wait lasts. */
  running?: Set<ShortenTimeout>;
}

// Milliseconds between two checks of the clock, and the delay of a timer that counts as a blocked event loop.
const TICK_MS = 1_000;
const BLOCKED_MS = 50;

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
  const { heartbeat, running, ignoreBlockedTime } = options;
  return new Promise((resolve, reject) => {
    let remaining = milliseconds;
    let untilHeartbeat = heartbeat?.intervalMs ?? Number.POSITIVE_INFINITY;
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
      const tick = ignoreBlockedTime ? TICK_MS : MAX_TIMER_MS;
      const delay = Math.min(remaining, untilHeartbeat, tick);
      const startedAt = ignoreBlockedTime ? performance.now() : 0;
      timer = setTimeout(() => {
        // A timer that fires late was held up by a blocked event loop, for at least the time that it is late.
        const lateBy = ignoreBlockedTime ? performance.now() - startedAt - delay : 0;
        remaining -= lateBy > BLOCKED_MS ? Math.max(0, delay - lateBy) : delay;
        untilHeartbeat -= delay;
        if (remaining <= 0) return stop();
        const isHeartbeat = untilHeartbeat <= 0;
        if (heartbeat && isHeartbeat) untilHeartbeat = heartbeat.intervalMs;
        startTimer();
        if (isHeartbeat) heartbeat?.renew(stop);
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
