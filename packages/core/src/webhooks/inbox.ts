import type { MaybePromise } from '../shared/maybe-promise.ts';

/** What an inbox keeps of a verified event: enough to handle it later, in another process. No URL, no token. */
export interface InboxEntry {
  /** Its identity, `instance|event.key`, as the idempotency store claims it. Absent: the event has none. */
  readonly key?: string;
  /** Events of one lane, `instance|conversation`, are handled one after the other. Absent: in no order. */
  readonly lane?: string;
  /** A partial copy of a message (hidden number): its complete twin has the same key, and must not be refused. */
  readonly partial: boolean;
  /** The instance that the verifier proved. */
  readonly instanceId?: string;
  /** The event as delivered, without credentials: `parseEvent(raw)` gives the event again. */
  readonly raw: unknown;
}

/**
 * Stores verified events durably; workers hand them to `receiver.dispatch()`. One that throws is a 503. What nests deeper
 * than 200 levels is never added: it would be `JSON.stringify()` that throws, each time that the delivery comes.
 */
export interface Inbox {
  /** Resolves once the entry is safely stored, or a copy of the same event is already there. */
  add(entry: InboxEntry): MaybePromise<'queued' | 'duplicate'>;
}
