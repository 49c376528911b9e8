/** What every event has. */
export interface BaseEvent {
  /** The id that VZaps gave to the event (`evt_…`); only realtime frames and delivery logs have one [doc]. */
  id?: string;
  /**
   * What identifies the event among its duplicates: a message's id; a receipt's state, chat, sender and ids. Absent where
   * two equal events are two events.
   */
  key?: string;
  /** The instance that the body claims to come from. Untrusted: the proven one is `ctx.instanceId`. */
  claimedInstanceId?: string;
  /** When VZaps made the envelope, where it says so. */
  createdAt?: Date;
  /** The JSON value as delivered, less the credentials of its envelope (such as a `token` beside `json_data`). */
  raw: unknown;
}

/** Why a payload could not be typed. It never holds a value of the payload, so it may be logged. */
export interface EventIssue {
  /** Where, as in `event.info.id`; empty for the whole. */
  path: string;
  /** What was expected there. */
  message: string;
}
