/** A task that runs at an interval during a wait, such as renewing a lease. */
export interface Heartbeat {
  /** Milliseconds between two calls. `Infinity`: never. */
  readonly intervalMs: number;
  /** Calling `stop` ends the wait. */
  renew(stop: () => void): void;
}

export interface DeadlineOwner {
  /** The time is over, or the heartbeat stopped the wait. */
  onDeadline(): void;
}

/** The longest delay of a timer, in milliseconds. A timer with a longer delay fires at once. */
export const MAX_TIMER_MS = 2 ** 31 - 1;

// Milliseconds between two checks of the clock, and the delay of a timer that counts as a blocked event loop.
const TICK_MS = 1_000;
const BLOCKED_MS = 50;

/**
 * The end of a wait. One timer serves the time limit and the heartbeat. Call `clear()` when the wait is over.
 *
 * A class without closures: a wait takes a third of the memory that it takes with them.
 */
export class Deadline {
  declare private readonly owner: DeadlineOwner;
  declare private readonly heartbeat: Heartbeat | undefined;
  declare private readonly ignoresBlockedTime: boolean;
  declare private remaining: number;
  declare private untilHeartbeat: number;
  private delay = 0;
  private startedAt = 0;
  private isOver = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param ignoresBlockedTime Whether to ignore the time in which the event loop was blocked. So code that blocks the loop
   * does not make the work of others time out. The timer checks the clock every second.
   */
  constructor(owner: DeadlineOwner, milliseconds: number, heartbeat?: Heartbeat, ignoresBlockedTime = false) {
    this.owner = owner;
    this.heartbeat = heartbeat;
    this.ignoresBlockedTime = ignoresBlockedTime;
    this.remaining = milliseconds;
    this.untilHeartbeat = heartbeat?.intervalMs ?? Number.POSITIVE_INFINITY;
    this.start();
  }

  clear(): void {
    this.isOver = true;
    clearTimeout(this.timer);
  }

  /** Moves the end to at most this many milliseconds from now. `0` ends the wait in the call itself. */
  shorten(atMost: number): void {
    if (atMost <= 0) this.expire();
    else {
      clearTimeout(this.timer);
      this.remaining = Math.min(this.remaining, atMost);
      this.start();
    }
  }

  private expire(): void {
    if (this.isOver) return;
    this.clear();
    this.owner.onDeadline();
  }

  private start(): void {
    this.delay = Math.min(this.remaining, this.untilHeartbeat, this.ignoresBlockedTime ? TICK_MS : MAX_TIMER_MS);
    if (this.ignoresBlockedTime) this.startedAt = performance.now();
    this.timer = setTimeout(tick, this.delay, this);
  }

  tick(): void {
    // A timer that fires late was held up by a blocked event loop, for at least the time that it is late.
    const lateBy = this.ignoresBlockedTime ? performance.now() - this.startedAt - this.delay : 0;
    this.remaining -= lateBy > BLOCKED_MS ? Math.max(0, this.delay - lateBy) : this.delay;
    this.untilHeartbeat -= this.delay;
    if (this.remaining <= 0) {
      this.expire();
      return;
    }
    const isHeartbeat = this.untilHeartbeat <= 0;
    if (this.heartbeat && isHeartbeat) this.untilHeartbeat = this.heartbeat.intervalMs;
    this.start();
    if (isHeartbeat) this.heartbeat?.renew(() => this.expire());
  }
}

const tick = (deadline: Deadline): void => deadline.tick();

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
  const { heartbeat, running } = options;
  return new Promise((resolve, reject) => {
    const onDeadline = (): void => {
      end();
      resolve(undefined);
    };
    const deadline = new Deadline({ onDeadline }, milliseconds, heartbeat);
    const end = (): void => {
      deadline.clear();
      running?.delete(deadline);
    };
    running?.add(deadline);
    work.then(
      (value) => {
        end();
        resolve(value);
      },
      (error) => {
        end();
        reject(error);
      },
    );
  });
}
