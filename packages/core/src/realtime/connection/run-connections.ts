import type { VZapsError } from '../../errors.ts';
import { type Abortable, onAbort } from '../../shared/abort-listener.ts';
import { abortable, sleep } from '../../shared/sleep.ts';
import { MAX_TIMER_MS, withTimeout } from '../../shared/with-timeout.ts';
import type { RealtimeStatus } from '../realtime-status.ts';
import type { Connection, ConnectionEnd } from './connection.ts';
import { type OpenConnectionParts, openConnection } from './open-connection.ts';
import { isPermanent, type ReconnectPolicy, retryDelayMs } from './reconnect.ts';

/** Milliseconds that running events have after close(). A receiver's handlers have 30 s by default. */
export const CLOSE_TIMEOUT_MS = 60_000;
/** Milliseconds that the events of a replaced connection have before it is closed. */
const RETIRE_TIMEOUT_MS = 60_000;
/** A timer can fire a little early, and the client does not renew its token before the renewal time. Milliseconds. */
const RENEWAL_SLACK_MS = 100;

export type NewStatus = Omit<RealtimeStatus, 'instanceId' | 'since'>;

export interface ConnectionLoopParts extends OpenConnectionParts {
  readonly reconnect: ReconnectPolicy;
  readonly setStatus: (status: NewStatus) => void;
}

/**
 * Connects again and again until the source closes, or until no attempt can succeed. Then it resolves with the status
 * `failed`. Never rejects. When it resolves, every connection has ended.
 */
export async function runConnections(parts: ConnectionLoopParts): Promise<NewStatus | undefined> {
  const { dispatcher, reconnect, setStatus, signal } = parts;
  const retiring = new Set<Promise<void>>();
  let attempt = 0;

  /** Waits for the next attempt. */
  async function waitForNext(reason: string, error?: VZapsError): Promise<void> {
    const delayMs = retryDelayMs(attempt, reconnect, error);
    setStatus({ state: 'waiting', attempt, reason, error, nextAttemptAt: new Date(Date.now() + delayMs) });
    await sleep(delayMs, signal).catch(() => {});
  }

  /** Keeps a connection open, and replaces it before its token ends. Resolves with the end of the last one. */
  async function keepOpen(first: Connection): Promise<ConnectionEnd> {
    let current = first;
    let renewInMs = first.renewInMs;
    for (let failures = 0; ; ) {
      const next = await waitForChange(current, renewInMs, signal);
      if (next === 'ended') return current.ended;
      if (next === 'closing') {
        await withTimeout(dispatcher.close(), CLOSE_TIMEOUT_MS);
        await current.close({ reason: 'The source is closed.' });
        return current.ended;
      }
      try {
        // Opened before the old one is closed, so that no event falls between them.
        const opened = await openConnection(parts);
        retire(current);
        current = opened;
        renewInMs = opened.renewInMs;
        failures = 0;
      } catch (error) {
        failures += 1;
        renewInMs = retryDelayMs(failures, reconnect, error as VZapsError);
      }
    }
  }

  /** Closes a replaced connection as soon as its events are acknowledged. */
  function retire(connection: Connection): void {
    const retired = withTimeout(dispatcher.waitForSource(connection), RETIRE_TIMEOUT_MS)
      .then(() => connection.close({ reason: 'Another connection replaced this one.' }))
      .finally(() => retiring.delete(retired));
    retiring.add(retired);
  }

  while (!signal.aborted) {
    attempt += 1;
    setStatus({ state: 'connecting', attempt });
    try {
      const connection = await openConnection(parts);
      setStatus({ state: 'open', attempt });
      const end = await keepOpen(connection);
      if (signal.aborted) break;
      // A server that accepts and closes at once must not be asked every second.
      if (performance.now() - connection.openedAt >= reconnect.maxMs) attempt = 0;
      if (end.isOverloaded) {
        setStatus({ state: 'waiting', attempt, reason: end.reason });
        await abortable(() => dispatcher.waitForRoom(), signal);
      } else await waitForNext(end.reason);
    } catch (caught) {
      if (signal.aborted) break;
      const error = caught as VZapsError;
      if (isPermanent(error)) {
        await Promise.all(retiring);
        return { state: 'failed', attempt, reason: error.message, error };
      }
      await waitForNext(error.message, error);
    }
  }
  await Promise.all(retiring);
  return undefined;
}

/** Waits until the connection has ended, must be renewed, or the source closes. Leaves no timer and no listener. */
function waitForChange(
  connection: Connection,
  renewInMs: number,
  signal: Abortable,
): Promise<'ended' | 'renew' | 'closing'> {
  if (signal.aborted) return Promise.resolve('closing');
  return new Promise((resolve) => {
    const finish = (change: 'ended' | 'renew' | 'closing'): void => {
      clearTimeout(timer);
      stopListening();
      resolve(change);
    };
    const timer = setTimeout(() => finish('renew'), Math.min(renewInMs + RENEWAL_SLACK_MS, MAX_TIMER_MS));
    const stopListening = onAbort(signal, () => finish('closing'));
    connection.ended.then(() => finish('ended'));
  });
}
