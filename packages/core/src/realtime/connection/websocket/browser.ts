import { invalidOption } from '../../../shared/check-options.ts';
import type { OpenSocket } from './socket.ts';
import { attachWebSocket, type WebSocketClass } from './web-socket.ts';

/** `#websocket` where the runtime is unknown, and in browsers: the standard `WebSocket`, which sends no headers. */
export const openSocket: OpenSocket = async (request, listener) => {
  if (Object.keys(request.headers).length > 0) {
    throw invalidOption(
      'createRealtime',
      'credentials',
      'headers',
      "'query' in a runtime whose WebSocket sends no headers",
      'Run the source on a server instead: in a browser, every visitor can read the credentials.',
    );
  }
  const { WebSocket } = globalThis as unknown as { WebSocket: WebSocketClass };
  return attachWebSocket(new WebSocket(request.url.href), request, listener);
};
