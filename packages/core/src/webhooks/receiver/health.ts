import type { Outcome } from '../outcome.ts';
import type { Backlog } from '../queue/backlog.ts';
import type { Activity } from './activity.ts';
import type { Shutdown } from './shutdown.ts';

// This is longer than the usual interval of a probe, which is 10 s.
const DEGRADED_MS = 30_000;

/** The result of `receiver.health()`. It contains no secret and no personal data, so a public route may return it. */
export interface ReceiverHealth {
  /**
   * `ok`: events are handled. `degraded`: in the last 30 s, an event was answered 503, and VZaps must deliver it again.
   * `closing`: `close()` was called, and every new delivery is answered 503.
   */
  readonly status: 'ok' | 'degraded' | 'closing';
  /** Present if `status` is `degraded`. `limit`: a bound of the options is reached. `store`: the store or the inbox failed. */
  readonly cause?: 'limit' | 'store';
  /** Deliveries and dispatched events that have no outcome yet, and events whose watchers still run. */
  readonly active: number;
  /** Events that wait for their conversation, for a complete copy, or for a copy in flight. Bound: `maxWaiting`. */
  readonly waiting: number;
  /** Total body size of the waiting events, in bytes. Bound: `maxWaitingBytes`. */
  readonly waitingBytes: number;
}

export const IDLE_HEALTH: ReceiverHealth = { status: 'ok', active: 0, waiting: 0, waitingBytes: 0 };

export interface HealthMonitor {
  /** Is called with each outcome `overloaded`. */
  noteOverload(outcome: Extract<Outcome, { kind: 'overloaded' }>): void;
  read(): ReceiverHealth;
}

export function createHealthMonitor(activity: Activity, backlog: Backlog, shutdown: Shutdown): HealthMonitor {
  let overloadedAt = Number.NEGATIVE_INFINITY;
  let cause: 'limit' | 'store' = 'limit';

  return {
    noteOverload(outcome) {
      overloadedAt = performance.now();
      cause = 'error' in outcome || 'storeError' in outcome ? 'store' : 'limit';
    },
    read() {
      const counts = { active: activity.count, waiting: backlog.waiting, waitingBytes: backlog.waitingBytes };
      if (shutdown.signal.aborted) return { status: 'closing', ...counts };
      const isDegraded = performance.now() - overloadedAt < DEGRADED_MS;
      return { ...(isDegraded ? { status: 'degraded', cause } : { status: 'ok' }), ...counts };
    },
  };
}
