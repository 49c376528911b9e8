import type { OpenSocket } from './socket.ts';
import { attachWebSocket, type WebSocketClass, type WebSocketLike } from './web-socket.ts';

interface BunWebSocket extends WebSocketLike {
  addEventListener: WebSocketLike['addEventListener'] & ((type: 'ping' | 'pong', listener: () => void) => void);
  ping(): void;
  terminate(): void;
}

/** `#websocket` on Bun: the global `WebSocket`, which sends headers and pings. */
export const openSocket: OpenSocket = async (request, listener) => {
  const { WebSocket } = globalThis as unknown as { WebSocket: WebSocketClass };
  const webSocket = new WebSocket(request.url.href, { headers: request.headers }) as BunWebSocket;
  for (const type of ['ping', 'pong'] as const) webSocket.addEventListener(type, listener.onActivity);
  return attachWebSocket(webSocket, request, listener, {
    ping: () => webSocket.ping(),
    destroy: () => webSocket.terminate(),
  });
};
