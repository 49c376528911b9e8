import type { Duplex } from 'node:stream';
import { VZapsError } from '../../../errors.ts';
import { HandshakeError, type OpenSocket, type SocketRequest } from './socket.ts';
import { attachWebSocket, type WebSocketClass, type WebSocketLike } from './web-socket.ts';

// The first byte of a close frame. Two bytes of header and four bytes of mask precede the code.
const CLOSE_FRAME = 0x88;

type Undici = typeof import('undici');

/** `#websocket` on Node: undici, which sends headers and pings. It is loaded at the first connection. */
export const openSocket: OpenSocket = async (request, listener) => {
  const undici = await loadUndici();
  // One agent for each socket, so that its size limit and its connection are its own.
  const handshake = undici ? startHandshake(undici, request, listener.onActivity) : startGlobalHandshake(request);
  return attachWebSocket(handshake.webSocket, request, listener, handshake);
};

interface Handshake {
  readonly webSocket: WebSocketLike;
  describeFailure?(error: unknown): HandshakeError;
  onOpen?(): void;
  sentCode?(): number | undefined;
  ping?(): void;
  destroy?(): void;
  onEnd?(): void;
}

/** Undici cannot be loaded in some bundles and test runners. Node has a `WebSocket` of its own since version 22. */
async function loadUndici(): Promise<Undici | undefined> {
  try {
    return await import('undici');
  } catch (cause) {
    const { WebSocket } = globalThis as { WebSocket?: unknown };
    if (typeof WebSocket === 'function') return undefined;
    throw new VZapsError(
      'TRANSPORT_UNAVAILABLE',
      'createRealtime() cannot connect: undici cannot be loaded, and this environment has no global `WebSocket`. Install ' +
        'undici beside the bundle, or use Node 22.',
      { cause },
    );
  }
}

function startHandshake(undici: Undici, request: SocketRequest, onActivity: () => void): Handshake {
  const { url, headers, maxFrameBytes } = request;
  const agent = new undici.Agent({ webSocket: { maxPayloadSize: maxFrameBytes } });
  let status: number | undefined;
  let retryAfter: string | undefined;
  let cause: unknown;
  let stream: Duplex | undefined;
  let sentCode: number | undefined;
  // The standard WebSocket hides the status of a refused handshake, and the socket below.
  const dispatcher = agent.compose(
    (dispatch) => (options, handler) =>
      dispatch(options, {
        onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
        onRequestUpgrade(controller, statusCode, responseHeaders, socket) {
          stream = socket;
          handler.onRequestUpgrade?.(controller, statusCode, responseHeaders, socket);
        },
        onResponseStart(controller, statusCode, responseHeaders) {
          status = statusCode;
          retryAfter = String(responseHeaders['retry-after'] ?? '') || undefined;
          // Without the abort, undici sends the request once more after a 401, with the same token.
          controller.abort(new Error(`The handshake was refused with the status ${statusCode}.`));
        },
        onResponseData: (controller, chunk) => handler.onResponseData?.(controller, chunk),
        onResponseEnd: (controller, trailers) => handler.onResponseEnd?.(controller, trailers),
        onResponseError(controller, error) {
          cause ??= error;
          handler.onResponseError?.(controller, error);
        },
      }),
  );
  const webSocket = new undici.WebSocket(url.href, { headers: { ...headers }, dispatcher });
  return {
    webSocket: webSocket as unknown as WebSocketLike,
    describeFailure: (error) => new HandshakeError({ status, retryAfter, cause: cause ?? error }),
    // Pings and pongs are bytes as well. A listener before undici's own would take the first bytes from it.
    onOpen() {
      stream?.on('data', onActivity);
      if (stream)
        watchCloseFrame(stream, (code) => {
          sentCode ??= code;
        });
    },
    sentCode: () => sentCode,
    ping: () => undici.ping(webSocket),
    destroy() {
      if (stream) stream.destroy();
      else webSocket.close();
      agent.destroy().catch(() => {});
    },
    onEnd: () => void agent.destroy().catch(() => {}),
  };
}

/**
 * Reads the code of the close frame that undici sends. Undici shows it nowhere, and it says why undici ended the connection,
 * such as 1009 for a frame above the limit.
 */
function watchCloseFrame(stream: Duplex, onCode: (code: number) => void): void {
  const write = stream.write.bind(stream) as (chunk: Uint8Array, ...rest: never[]) => boolean;
  stream.write = ((frame: Uint8Array, ...rest: never[]) => {
    const [head, , ...masked] = frame.subarray(0, 8);
    const [m0 = 0, m1 = 0, , , high, low] = masked;
    if (head === CLOSE_FRAME && high !== undefined && low !== undefined) onCode(((high ^ m0) << 8) | (low ^ m1));
    return write(frame, ...rest);
  }) as typeof stream.write;
}

function startGlobalHandshake({ url, headers }: SocketRequest): Handshake {
  const { WebSocket } = globalThis as unknown as { WebSocket: WebSocketClass };
  return { webSocket: new WebSocket(url.href, { headers }) };
}
