import type { Abortable } from '../../../shared/abort-listener.ts';

/** What a handshake sends. `url` and `headers` may contain secrets. */
export interface SocketRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** The largest message after decompression, in bytes. A larger one ends the connection, where the runtime can do that. */
  readonly maxFrameBytes: number;
  /** Ends the handshake. It has no effect on an open socket. */
  readonly signal: Abortable;
}

/** Why a socket ended. */
export interface SocketEnd {
  readonly code: number;
  /** The reason in the words of the other side. It may contain anything. */
  readonly reason: string;
}

export interface SocketListener {
  onOpen(socket: Socket): void;
  onFrame(frame: string | ArrayBuffer): void;
  /** Bytes arrived that are no frame for the application, such as a pong. */
  onActivity(): void;
  /** Called once, after the socket was open. */
  onEnd(end: SocketEnd): void;
}

/** An open WebSocket. No method throws. */
export interface Socket {
  send(text: string): void;
  /** Absent where the runtime cannot send pings. */
  readonly ping?: (() => void) | undefined;
  /** Starts the closing handshake. */
  close(code: number, reason: string): void;
  /** Ends the socket without a handshake. Where the runtime cannot do that, it starts the handshake. */
  destroy(): void;
}

/** Resolves once the socket is open. Rejects with a `HandshakeError`, or with the signal's reason. */
export type OpenSocket = (request: SocketRequest, listener: SocketListener) => Promise<void>;

interface HandshakeFailure {
  /** The HTTP status, where the runtime shows it. */
  readonly status?: number | undefined;
  readonly retryAfter?: string | undefined;
  readonly cause?: unknown;
}

/** The handshake failed. Internal: the source turns it into an error of the library. */
export class HandshakeError extends Error {
  readonly status: number | undefined;
  readonly retryAfter: string | undefined;

  constructor({ status, retryAfter, cause }: HandshakeFailure) {
    super('The handshake failed.', { cause });
    this.status = status;
    this.retryAfter = retryAfter;
  }
}
