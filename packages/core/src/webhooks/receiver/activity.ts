/** What is under way, counted. */
export interface Pending {
  begin(): void;
  end(): void;
  /** Settles once nothing is under way any more, and whoever waited for the last of it has been answered. */
  none(): Promise<void>;
}

export function createPending(): Pending {
  let count = 0;
  let none: Promise<void> | undefined;
  let settle: (() => void) | undefined;

  return {
    begin() {
      count += 1;
    },
    end() {
      count -= 1;
      // Who awaits an outcome goes on in this very turn of the loop: it writes its answer before a process may end.
      if (count > 0 || !settle) return;
      setTimeout(settle, 0);
      settle = undefined;
    },
    none() {
      if (count === 0) return Promise.resolve();
      none ??= new Promise((resolve) => {
        settle = resolve;
      });
      return none;
    },
  };
}
