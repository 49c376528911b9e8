import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/**
 * Sends a delivery and closes the connection before the answer, as a sender does after a timeout. The application may
 * have received the event.
 */
export async function sendAndDisconnect(url: string, payload: unknown): Promise<void> {
  const body = JSON.stringify(payload);
  const send = url.startsWith('https:') ? requestHttps : requestHttp;
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const outgoing = send(url, { method: 'POST', headers });
  const closed = new Promise((resolve) => outgoing.once('close', resolve));
  // The end of the connection is an error of the request.
  outgoing.on('error', () => {});
  outgoing.end(body, () => setImmediate(() => outgoing.destroy()));
  await closed;
}
