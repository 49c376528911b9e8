const SystemDate = Date;
let offsetMs = 0;

/**
 * Sets the wall clock of this process ahead or back, as a wrong time server does. Timers and `performance.now()` use the
 * monotonic clock of the machine, so they do not notice.
 *
 * @param milliseconds Counted from the system's time. 0: the system's time again.
 */
export function setClock(milliseconds: number): void {
  offsetMs = milliseconds;
  globalThis.Date = ShiftedDate as DateConstructor;
}

class ShiftedDate extends SystemDate {
  constructor(...values: [] | [number | string | Date]) {
    if (values.length === 0) super(ShiftedDate.now());
    else super(...(values as [number]));
  }

  static override now(): number {
    return SystemDate.now() + offsetMs;
  }
}
