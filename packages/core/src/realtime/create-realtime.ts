import { onAbort } from '../shared/abort-listener.ts';
import { isPromiseLike } from '../shared/maybe-promise.ts';
import { withTimeout } from '../shared/with-timeout.ts';
import { CLOSE_TIMEOUT_MS, type NewStatus, runConnections } from './connection/run-connections.ts';
import { type CursorSaver, createCursorSaver } from './cursor/cursor-saver.ts';
import { createCursorTracker } from './cursor/cursor-tracker.ts';
import { reportCursorError, reportGivenUp, reportStatus } from './default-reports.ts';
import { createDispatcher } from './dispatch/dispatch-events.ts';
import type { RealtimeOptions } from './options.ts';
import type { RealtimeStatus } from './realtime-status.ts';
import { checkRealtimeOptions, resolveRealtimeOptions } from './resolve-options.ts';

/** A source of realtime events. */
export interface Realtime {
  /** The present state. */
  readonly status: RealtimeStatus;
  /**
   * Connects, and stays connected until the source is closed. Resolves with the first status that is `open`, `failed` or
   * `closed`. It never rejects, so it need not be awaited. After `failed` it can be called again.
   */
  start(): Promise<RealtimeStatus>;
  /**
   * Closes the source. Handlers that run finish and acknowledge first, for 60 s at most. Events that wait for a retry are
   * not acknowledged, so that VZaps sends them again. A closed source cannot be started again.
   */
  close(): Promise<void>;
}

/**
 * Creates a source that receives the events of one instance by a WebSocket, so that no public URL is needed. The events
 * have the same handlers as webhooks, and the same order, duplicate guard, timeouts and inbox.
 *
 * An event is acknowledged when it is handled, is a duplicate, is stored by the inbox, or has no handler. Otherwise the
 * source dispatches it again later. VZaps delivers at least once, so events can come twice. The receiver recognises them.
 *
 * @throws VZapsError `INVALID_OPTION`.
 * @example
 * import { createRealtime } from '@vzaps/core/realtime';
 *
 * const realtime = createRealtime({ client, instanceId: 'VZ9K2M4N8P1Q3R5S7T0WABCD01EF', receiver });
 * await realtime.start();
 * process.once('SIGTERM', () => realtime.close());
 */
export function createRealtime(options: RealtimeOptions): Realtime {
  checkRealtimeOptions(options);
  const { client, instanceId, instanceToken, receiver, signal } = options;
  const { onState = reportStatus, onGivenUp = reportGivenUp } = options;
  const { settings, reconnect, retry, maxUnacked } = resolveRealtimeOptions(options);
  const tracker = createCursorTracker();
  const saver: CursorSaver | undefined =
    options.cursor && createCursorSaver(options.cursor, instanceId, (error) => reportCursorError(instanceId, error));
  const stopping = new AbortController();
  let cursor: string | undefined;
  let isCursorLoaded = saver === undefined;
  let status: RealtimeStatus = { state: 'closed', instanceId, since: new Date(), attempt: 0, reason: 'Not started.' };
  let running: Promise<void> | undefined;
  let started: Promise<RealtimeStatus> | undefined;
  let closed: Promise<void> | undefined;
  let onFirstStatus: (status: RealtimeStatus) => void = () => {};

  const dispatcher = createDispatcher({
    receiver,
    instanceId,
    acknowledges: options.acknowledge ?? true,
    maxUnacked,
    retry,
    onArrival: tracker.add,
    onSettled(id) {
      const moved = tracker.settle(id);
      if (moved === undefined) return;
      cursor = moved;
      saver?.save(moved);
    },
    onGivenUp: (event, info) => callSafely(() => onGivenUp(event, info)),
    onReceiverClosing: () => void close('The receiver is closing.'),
  });

  function setStatus(next: NewStatus): void {
    status = { instanceId, since: new Date(), ...next };
    callSafely(() => onState(status));
    if (status.state === 'open' || status.state === 'failed' || status.state === 'closed') onFirstStatus(status);
  }

  async function loadCursor(): Promise<string | undefined> {
    if (!isCursorLoaded) cursor = await saver?.load();
    isCursorLoaded = true;
    return cursor;
  }

  function start(): Promise<RealtimeStatus> {
    if (closed) return closed.then(() => status);
    if (started) return started;
    started = new Promise((resolve) => {
      onFirstStatus = resolve;
    });
    if (signal?.aborted) close('The signal is aborted.');
    else {
      const removeListeners = [
        signal && onAbort(signal, () => void close('The signal is aborted.')),
        receiver.onClose?.(() => close('The receiver is closing.')),
      ];
      const parts = { client, instanceToken, settings, reconnect, dispatcher, loadCursor, setStatus };
      running = runConnections({ ...parts, signal: stopping.signal }).then((failure) => {
        for (const remove of removeListeners) remove?.();
        running = undefined;
        // A source that failed can be started again.
        if (!closed) started = undefined;
        if (failure) setStatus(failure);
      });
    }
    return started;
  }

  function close(reason: string): Promise<void> {
    closed ??= finish(reason);
    return closed;
  }

  async function finish(reason: string): Promise<void> {
    const idle = dispatcher.close();
    // Waits and handshakes end now. An open connection stays until the running events are acknowledged.
    stopping.abort();
    await withTimeout(idle, CLOSE_TIMEOUT_MS);
    await running;
    await saver?.close();
    setStatus({ state: 'closed', attempt: 0, reason });
  }

  return {
    get status() {
      return status;
    },
    start,
    close: () => close('close() was called.'),
  };
}

/** An error in a callback does not change what the source does. */
function callSafely(callback: () => unknown): void {
  try {
    const result = callback();
    if (isPromiseLike(result)) result.then(undefined, () => {});
  } catch {}
}
