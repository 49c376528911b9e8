import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cleanUp } from './connected-client.ts';

export interface Application {
  /** Where deliveries go. The query is what a signed URL has. */
  url: string;
  requests: { method: string; target: string; headers: IncomingMessage['headers']; body: string }[];
}

/** An application that answers deliveries with these statuses, then with 200; or as `answer` does. */
export async function application(
  statuses: number[] = [],
  answer = (response: ServerResponse) => void response.writeHead(statuses.shift() ?? 200).end('{"outcome":"x"}'),
): Promise<Application> {
  const requests: Application['requests'] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => {
      body += piece;
    });
    request.on('end', () => {
      requests.push({ method: request.method ?? '', target: request.url ?? '', headers: request.headers, body });
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUp.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?sig=SECRET-SIGNATURE`, requests };
}
