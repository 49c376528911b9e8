import type { OpenSocket } from './socket.ts';
import { attachWebSocket, type WebSocketClass } from './web-socket.ts';

/** `#websocket` on Deno: the global `WebSocket`, which sends headers. It cannot send pings. */
export const openSocket: OpenSocket = async (request, listener) => {
  const { WebSocket } = globalThis as unknown as { WebSocket: WebSocketClass };
  return attachWebSocket(new WebSocket(request.url.href, { headers: request.headers }), request, listener);
};
