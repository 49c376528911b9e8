/** Something to do every so often while one waits. */
export interface Pulse {
  /** Milliseconds; `Infinity` for never. */
  readonly everyMs: number;
  /** `stop` ends the wait. */
  beat(stop: () => void): void;
}

/** Leaves a wait so many milliseconds from now, at most; none ends it in the call itself. */
export type Hurry = (milliseconds: number) => void;

export interface InTimeOptions {
  pulse?: Pulse | undefined;
  /** Holds, meanwhile, what hurries this wait. */
  hurries?: Set<Hurry>;
}

/** What the work gives, or `undefined` when it cannot be waited for any longer. */
export type Wait = <T>(work: PromiseLike<T>, milliseconds: number) => Promise<T | undefined>;

// A timer's longest time: a longer one would ring at once.
export const LONGEST = 2 ** 31 - 1;

/**
 * What the work gives, or `undefined` when the time is over or the wait was stopped before. One timer for the limit
 * and the pulse; it leaves none behind.
 */
export function inTime<T>(
  work: PromiseLike<T>,
  milliseconds: number,
  options: InTimeOptions = {},
): Promise<T | undefined> {
  const { pulse, hurries } = options;
  return new Promise((resolve, reject) => {
    let left = milliseconds;
    let timer: ReturnType<typeof setTimeout>;
    const end = (): void => {
      clearTimeout(timer);
      hurries?.delete(hurry);
    };
    const stop = (): void => {
      end();
      resolve(undefined);
    };
    const arm = (): void => {
      const step = Math.min(left, pulse?.everyMs ?? left, LONGEST);
      timer = setTimeout(() => {
        left -= step;
        if (left <= 0) return stop();
        arm();
        pulse?.beat(stop);
      }, step);
    };
    const hurry: Hurry = (most) => {
      if (most <= 0) return stop();
      clearTimeout(timer);
      left = Math.min(left, most);
      arm();
    };
    arm();
    hurries?.add(hurry);
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
