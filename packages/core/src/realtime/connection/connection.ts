import { openSocket } from '#websocket';
import type { RealtimeCredentials } from '../../client/http/realtime-credentials.ts';
import { type Abortable, onAbort } from '../../shared/abort-listener.ts';
import { createHandshakeError, createRedact, HANDSHAKE_TIMEOUT_MS, TIMED_OUT } from './handshake-error.ts';
import { type HandshakeOptions, prepareHandshake } from './prepare-handshake.ts';
import type { Socket } from './websocket/socket.ts';

/** Milliseconds that the other side has for the closing handshake. */
const CLOSE_TIMEOUT_MS = 1_000;
/** Where the runtime sends no pings, a quiet connection looks like a dead one. So it may be quiet for longer. */
const [SILENCE_MS, SILENCE_WITHOUT_PINGS_MS] = [60_000, 300_000];
const PINGS_PER_SILENCE = 3;
/** The close code for a message that is too large. */
const TOO_LARGE = 1009;

/** Why a connection ended, as a sentence. `isOverloaded`: the source itself ended it, because too many events wait. */
export interface ConnectionEnd {
  readonly reason: string;
  readonly isOverloaded?: boolean;
}

/** What all connections of a source have in common. */
export interface ConnectionSettings extends HandshakeOptions {
  readonly maxFrameBytes: number;
  readonly silenceMs: number | undefined;
}

/** An open connection. */
export interface Connection {
  readonly openedAt: number;
  readonly renewInMs: number;
  /** Resolves when the connection has ended. Never rejects. */
  readonly ended: Promise<ConnectionEnd>;
  send(text: string): void;
  /** Ends the connection. `reason` becomes its end. Resolves when it has ended, after 1 s at most. */
  close(end: ConnectionEnd): Promise<void>;
}

/** Takes a frame of a connection. */
export type OnFrame = (frame: string | ArrayBuffer, connection: Connection) => void;

/**
 * Connects. Rejects with an error of the library, or with the reason of the signal. The signal has no effect on an open
 * connection.
 */
export async function connect(
  settings: ConnectionSettings,
  credentials: RealtimeCredentials,
  lastEventId: string | undefined,
  onFrame: OnFrame,
  signal: Abortable,
): Promise<Connection> {
  const redact = createRedact(credentials);
  let socket: Socket | undefined;
  let heartbeat: ReturnType<typeof setInterval> | undefined;
  let closing: ConnectionEnd | undefined;
  let closeTimer: ReturnType<typeof setTimeout> | undefined;
  let lastActivity = performance.now();
  let resolveEnd: (end: ConnectionEnd) => void = () => {};
  const ended = new Promise<ConnectionEnd>((resolve) => {
    resolveEnd = resolve;
  });

  const connection: Connection = {
    get openedAt() {
      return openedAt;
    },
    renewInMs: credentials.renewInMs,
    ended,
    send: (text) => socket?.send(text),
    async close(end) {
      if (socket && !closing) {
        closing = end;
        socket.close(1000, '');
        // A server that does not answer must not keep the socket open.
        closeTimer = setTimeout(() => finish(true), CLOSE_TIMEOUT_MS);
      }
      await ended;
    },
  };

  /** Ends the connection for this source. The runtime may report the end of the socket later. */
  function finish(isForced: boolean, end: ConnectionEnd = { reason: 'The connection was closed.' }): void {
    clearInterval(heartbeat);
    clearTimeout(closeTimer);
    const ending = socket;
    socket = undefined;
    if (isForced) ending?.destroy();
    resolveEnd(closing ?? end);
  }

  function startHeartbeat(): void {
    const silenceMs = settings.silenceMs ?? (socket?.ping ? SILENCE_MS : SILENCE_WITHOUT_PINGS_MS);
    heartbeat = setInterval(() => {
      if (performance.now() - lastActivity >= silenceMs) {
        finish(true, { reason: `Nothing arrived for ${silenceMs} ms.` });
      } else socket?.ping?.();
    }, silenceMs / PINGS_PER_SILENCE);
  }

  let openedAt = 0;
  const tooLarge = { reason: `A frame is larger than \`maxFrameBytes\` (${settings.maxFrameBytes} bytes).` };
  const { url, headers } = prepareHandshake(settings, credentials, lastEventId);
  const handshake = new AbortController();
  const stopListening = onAbort(signal, (reason) => handshake.abort(reason));
  if (signal.aborted) handshake.abort(signal.reason);
  const timer = setTimeout(() => handshake.abort(TIMED_OUT), HANDSHAKE_TIMEOUT_MS);
  try {
    handshake.signal.throwIfAborted();
    await openSocket(
      { url, headers, maxFrameBytes: settings.maxFrameBytes, signal: handshake.signal },
      {
        onOpen(opened) {
          socket = opened;
          openedAt = lastActivity = performance.now();
          startHeartbeat();
        },
        onFrame(frame) {
          lastActivity = performance.now();
          // After one event was not taken, no later one may be.
          if (!socket || closing?.isOverloaded) return;
          if (sizeOf(frame) <= settings.maxFrameBytes) return onFrame(frame, connection);
          finish(true, tooLarge);
        },
        onActivity() {
          lastActivity = performance.now();
        },
        onEnd({ code, reason }) {
          if (code === TOO_LARGE) return finish(false, tooLarge);
          const quote = reason ? `: ${redact(reason).slice(0, 200)}` : '';
          finish(false, { reason: `VZaps or the network ended the connection (code ${code}${quote}).` });
        },
      },
    );
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw createHandshakeError(error, redact);
  } finally {
    clearTimeout(timer);
    stopListening();
  }
  return connection;
}

const sizeOf = (frame: string | ArrayBuffer): number => (typeof frame === 'string' ? frame.length : frame.byteLength);
