import { onAbort } from '../../../shared/abort-listener.ts';
import { HandshakeError, type SocketListener, type SocketRequest } from './socket.ts';

interface SocketEvents {
  open: unknown;
  message: { readonly data: unknown };
  error: { readonly error?: unknown; readonly message?: string };
  close: { readonly code: number; readonly reason: string };
}

/** The part of the standard `WebSocket` that is used. Node, Bun, Deno and browsers have it. */
export interface WebSocketLike {
  binaryType: string;
  send(text: string): void;
  close(code?: number, reason?: string): void;
  addEventListener<T extends keyof SocketEvents>(type: T, listener: (event: SocketEvents[T]) => void): void;
}

export type WebSocketClass = new (
  url: string,
  options?: { headers: Readonly<Record<string, string>> },
) => WebSocketLike;

/** What a runtime adds to the standard. */
export interface SocketExtras {
  /** Describes a failed handshake. `error` is what the error event contains. Default: looks for a status in its text. */
  describeFailure?(error: unknown): HandshakeError;
  ping?: (() => void) | undefined;
  destroy?: (() => void) | undefined;
  /** The socket is open already, and has no open event. */
  isOpen?: boolean;
  onOpen?(): void;
  /** The code of the close frame that this side sent, if it ended the connection. */
  sentCode?(): number | undefined;
  /** Called when the socket has ended. */
  onEnd?(): void;
}

/** Waits until a standard WebSocket is open, and connects it to the listener. */
export function attachWebSocket(
  webSocket: WebSocketLike,
  { signal }: Pick<SocketRequest, 'signal'>,
  listener: SocketListener,
  extras: SocketExtras = {},
): Promise<void> {
  const { describeFailure = describeByText, destroy = () => webSocket.close() } = extras;
  webSocket.binaryType = 'arraybuffer';
  return new Promise((resolve, reject) => {
    let isOpen = false;
    let error: unknown;
    const fail = (reason: unknown): void => {
      stopListening();
      reject(reason);
    };
    const stopListening = onAbort(signal, (reason) => {
      fail(reason);
      // A WebSocket that is not open fails at once.
      ignoreErrors(destroy);
    });
    const open = (): void => {
      stopListening();
      if (signal.aborted) return;
      isOpen = true;
      extras.onOpen?.();
      // Called here and not by a promise, because a frame can follow at once.
      listener.onOpen({
        send: (text) => ignoreErrors(() => webSocket.send(text)),
        ping: extras.ping && (() => ignoreErrors(() => extras.ping?.())),
        close: (code, reason) => ignoreErrors(() => webSocket.close(code, reason)),
        destroy: () => ignoreErrors(destroy),
      });
      resolve();
    };
    webSocket.addEventListener('open', open);
    webSocket.addEventListener('message', ({ data }) => {
      listener.onFrame(data as string | ArrayBuffer);
    });
    webSocket.addEventListener('error', (event) => {
      error = event.error ?? event.message;
    });
    webSocket.addEventListener('close', ({ code, reason }) => {
      extras.onEnd?.();
      if (isOpen) listener.onEnd({ code: extras.sentCode?.() ?? code, reason });
      else fail(describeFailure(error));
    });
    if (extras.isOpen) open();
  });
}

/** Bun and Deno write the status of a refused handshake only into the text of the error: "status code: 401". */
function describeByText(error: unknown): HandshakeError {
  const text = String((error as { message?: unknown } | undefined)?.message ?? error);
  const status = /status code: (\d{3})\b/.exec(text)?.[1];
  return new HandshakeError({ status: status === undefined ? undefined : Number(status), cause: error });
}

/** A socket that has ended meanwhile may throw. Its end is reported by its own event. */
function ignoreErrors(action: () => void): void {
  try {
    action();
  } catch {}
}
