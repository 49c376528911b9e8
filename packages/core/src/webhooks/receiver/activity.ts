/** Counts the deliveries and the watchers that are not finished. `close()` waits for them. */
export interface Activity {
  readonly count: number;
  begin(): void;
  end(): void;
  /** Resolves once nothing is active, and the caller of the last outcome has received it. */
  waitUntilIdle(): Promise<void>;
}

export function createActivity(): Activity {
  let count = 0;
  let idle: Promise<void> | undefined;
  let resolveIdle: (() => void) | undefined;

  return {
    get count() {
      return count;
    },
    begin() {
      count += 1;
    },
    end() {
      count -= 1;
      if (count > 0 || !resolveIdle) return;
      // The code that awaits the outcome continues before this timer fires. So it sends its response before the process
      // can end.
      setTimeout(resolveIdle, 0);
      resolveIdle = undefined;
    },
    waitUntilIdle() {
      if (count === 0) return Promise.resolve();
      idle ??= new Promise((resolve) => {
        resolveIdle = resolve;
      });
      return idle;
    },
  };
}
