/** What a handler says of one event, or the process that it runs in. */
export interface Line {
  /**
   * `began`, then `done`, where the effect of the handler would be, and `ended`; or `failed`. `settled`: the receiver
   * has said `handled`, so this event must not be handled again, whatever dies next. `stalled`: the process stood
   * still, longer than a lease may take it, because somebody stopped it or the machine had no time for it.
   */
  what: 'began' | 'done' | 'ended' | 'failed' | 'settled' | 'stalled';
  /** `instance|key`, as the receiver proved and read them; empty where it is about no event. */
  id: string;
  pid: number;
  /** When the handler began, and when this was written; microseconds of the machine's monotonic clock. */
  from: number;
  to: number;
  /** Which delivery brought it, and whether that was a complete copy. */
  place: number;
  complete: boolean;
  /** 1, and 2 after a failure. */
  attempt: number;
}

/** Microseconds, the same for every process of this machine. */
export const clock = (): number => Number(process.hrtime.bigint() / 1000n);
