import type { VZapsError } from '../errors.ts';

/**
 * `connecting`: a connection is being made. `open`: events arrive. `waiting`: the connection ended, and the next attempt
 * comes by itself. `failed`: VZaps refused the credentials, or an option is wrong, and no further attempt is made.
 * `closed`: not started, or closed by `close()`, the signal or the receiver.
 */
export type RealtimeState = 'connecting' | 'open' | 'waiting' | 'failed' | 'closed';

/** The state of a realtime source and the reason for it. It contains no secret. */
export interface RealtimeStatus {
  /** The present state of the connection. */
  readonly state: RealtimeState;
  /** The instance of the realtime source. */
  readonly instanceId: string;
  /** When the state began. */
  readonly since: Date;
  /** Connection attempts since the last connection that was stable. 0 before the first one. */
  readonly attempt: number;
  /** A sentence for an operator. Present in `waiting`, `failed` and `closed`. */
  readonly reason?: string | undefined;
  /** Present in `failed`, and in `waiting` after an error. `code` is stable. */
  readonly error?: VZapsError | undefined;
  /** When the next attempt is made. Present in `waiting`, unless the source waits for its own handlers. */
  readonly nextAttemptAt?: Date | undefined;
}
