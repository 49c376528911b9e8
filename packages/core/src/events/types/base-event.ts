/** The fields of every event. */
export interface BaseEvent {
  /** The id that VZaps gave to the event (`evt_…`). Only realtime frames and delivery logs have one [doc]. */
  id?: string;
  /**
   * The identity of the event: duplicates have the same key. A message's key is its id in a direct chat, and
   * `chat|sender|id` in any other chat. A receipt's key consists of its state, chat, sender and ids. Other events have their
   * `evt_…` id as the key. Absent where two equal events are two events.
   */
  key?: string;
  /** The instance that the body claims to come from. Not verified: `ctx.instanceId` is the verified instance. */
  claimedInstanceId?: string;
  /** When VZaps created the envelope, if the envelope says so. */
  createdAt?: Date;
  /** The JSON value as delivered, without the credentials of its envelope (such as a `token` beside `json_data`). */
  raw: unknown;
}

/** Why a payload could not be typed. It never holds a value of the payload, so it may be logged. */
export interface EventIssue {
  /** The path of the field, for example `event.info.id`. Empty for the whole payload. */
  path: string;
  /** What was expected at the path. */
  message: string;
}
