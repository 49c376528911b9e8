import { onAbort } from '../../../shared/abort-listener.ts';
import { HandshakeError, type OpenSocket } from './socket.ts';
import { attachWebSocket, type WebSocketLike } from './web-socket.ts';

interface UpgradeResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body?: { cancel(): Promise<void> } | null;
  readonly webSocket?: (WebSocketLike & { accept(): void }) | null;
}

type Fetch = (url: string, init: object) => Promise<UpgradeResponse>;

/** `#websocket` on Workers: a request with `Upgrade: websocket`. Its WebSocket cannot send pings. */
export const openSocket: OpenSocket = async (request, listener) => {
  const { fetch } = globalThis as unknown as { fetch: Fetch };
  const controller = new AbortController();
  const stopListening = onAbort(request.signal, (reason) => controller.abort(reason));
  let response: UpgradeResponse;
  try {
    response = await fetch(request.url.href.replace(/^ws/, 'http'), {
      headers: { ...request.headers, upgrade: 'websocket' },
      signal: controller.signal,
    });
  } catch (cause) {
    if (request.signal.aborted) throw request.signal.reason;
    throw new HandshakeError({ cause });
  } finally {
    stopListening();
  }
  const { webSocket, status } = response;
  if (!webSocket) {
    await response.body?.cancel().catch(() => {});
    throw new HandshakeError({ status, retryAfter: response.headers.get('retry-after') ?? undefined });
  }
  webSocket.accept();
  // The socket is open already.
  return attachWebSocket(webSocket, request, listener, { isOpen: true });
};
