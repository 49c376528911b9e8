import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atTestEnd } from './connected-client.ts';

export interface WebhookServer {
  /** The URL for deliveries. Its query looks like that of a signed URL. */
  url: string;
  requests: { method: string; target: string; headers: IncomingMessage['headers']; body: string }[];
}

/** Starts an application that responds to deliveries with these statuses, then with 200, or as `respond` does. */
export async function startWebhookServer(
  statuses: number[] = [],
  respond = (response: ServerResponse) => void response.writeHead(statuses.shift() ?? 200).end('{"outcome":"x"}'),
): Promise<WebhookServer> {
  const requests: WebhookServer['requests'] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => {
      body += piece;
    });
    request.on('end', () => {
      requests.push({ method: request.method ?? '', target: request.url ?? '', headers: request.headers, body });
      respond(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atTestEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?sig=SECRET-SIGNATURE`, requests };
}
