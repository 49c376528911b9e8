/** One line of the event log: a step of a handler, or a pause of a process. */
export interface LogLine {
  /**
   * A handler writes `began`, then `done` at its effect, then `ended`; or `failed`. `settled`: the receiver reported
   * `handled`, so the event must not be handled again. `paused`: the process was paused for longer than a lease allows.
   */
  step: 'began' | 'done' | 'ended' | 'failed' | 'settled' | 'paused';
  /** `instance|message id`; empty for `paused`. */
  id: string;
  pid: number;
  /** When the handler began, in microseconds of the machine's monotonic clock. */
  from: number;
  /** When this line was written, on the same clock. */
  to: number;
  /** The position of the delivery that was handled. */
  position: number;
  /** Whether that delivery was a complete copy. */
  complete: boolean;
  /** 1, or 2 after a failure. */
  attempt: number;
}

/** Microseconds. All processes of a machine share this clock. */
export const now = (): number => Number(process.hrtime.bigint() / 1000n);
