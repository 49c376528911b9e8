import type { EventDispatcher } from '../dispatch/dispatch-events.ts';
import { readFrame } from '../dispatch/read-frame.ts';
import type { RealtimeClient } from '../options.ts';
import { type Connection, type ConnectionSettings, connect } from './connection.ts';
import { toVZapsError } from './reconnect.ts';

export interface OpenConnectionParts {
  readonly client: RealtimeClient;
  readonly instanceToken: string | undefined;
  readonly settings: ConnectionSettings;
  readonly dispatcher: EventDispatcher;
  /** The position after which VZaps sends events. */
  readonly loadCursor: () => Promise<string | undefined>;
  /** Aborts when the source closes. */
  readonly signal: AbortSignal;
}

/**
 * Asks for credentials and connects. If VZaps refuses the access token, a new one is tried once.
 *
 * Rejects with an error of the library, or with the reason of the signal.
 */
export async function openConnection(parts: OpenConnectionParts): Promise<Connection> {
  const { client, instanceToken, settings, dispatcher, loadCursor, signal } = parts;
  let refresh = false;
  for (;;) {
    try {
      const lastEventId = await loadCursor();
      const credentials = await client.realtimeCredentials(settings.instanceId, { instanceToken, refresh, signal });
      return await connect(settings, credentials, lastEventId, takeFrame, signal);
    } catch (error) {
      if (refresh || !isRefused(error) || signal.aborted) throw toVZapsError(error);
      refresh = true;
    }
  }

  function takeFrame(frame: string | ArrayBuffer, connection: Connection): void {
    const event = readFrame(frame);
    if (!event) return;
    const bytes = typeof frame === 'string' ? frame.length : frame.byteLength;
    if (dispatcher.accept(event, connection, bytes)) return;
    connection.close({ reason: 'Too many events wait for their handlers.', isOverloaded: true });
  }
}

/** Whether VZaps refused the access token. Another token may be accepted. */
function isRefused(error: unknown): boolean {
  const { code } = Object(error) as { code?: unknown };
  return code === 'AUTHENTICATION_FAILED' || code === 'PERMISSION_DENIED';
}
