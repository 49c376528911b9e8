import type { RawData, WebSocket } from 'ws';
import type { Handshake } from './authorize.ts';
import type { EventLog } from './event-log.ts';
import type { RealtimeEvent } from './frame.ts';
import type { RealtimeConnection } from './realtime-types.ts';

/** An accepted connection. */
export interface Connection extends RealtimeConnection {
  /** Sends an event, if the connection has asked for its type. */
  sendEvent(event: RealtimeEvent): void;
  sendFrame(frame: string | Uint8Array): void;
  /** Sends nothing from now on. */
  mute(): void;
  /** Closes with a closing handshake, or breaks the connection if there is no code. */
  close(code?: number, reason?: string): void;
}

export function openConnection(
  webSocket: WebSocket,
  handshake: Handshake,
  log: EventLog,
  subscriptionOf: (handshake: Handshake) => readonly string[],
): Connection {
  let muted = false;
  webSocket.on('error', () => {});
  webSocket.on('message', (data) => {
    const id = acknowledgedId(data);
    if (id !== undefined) log.acknowledge(id);
  });
  const sendFrame = (frame: string | Uint8Array): void => {
    if (!muted) webSocket.send(frame, () => {});
  };
  return {
    ...handshake,
    get open() {
      return webSocket.readyState === webSocket.OPEN;
    },
    sendEvent({ type, frame }) {
      const types = subscriptionOf(handshake);
      if (types.includes('All') || types.includes(type)) sendFrame(frame);
    },
    sendFrame,
    mute() {
      muted = true;
    },
    close(code, reason) {
      if (code === undefined) webSocket.terminate();
      else webSocket.close(code, reason);
    },
  };
}

/** The id in an acknowledgement: `{"type":"ack","event_id":"evt_…"}`. Any other frame is ignored. */
function acknowledgedId(data: RawData): string | undefined {
  try {
    const { type, event_id } = JSON.parse(data.toString()) as { type?: unknown; event_id?: unknown };
    return type === 'ack' && typeof event_id === 'string' ? event_id : undefined;
  } catch {
    return undefined;
  }
}
