import { once } from 'node:events';
import { connect as connectSocket } from 'node:net';
import { createResponseParser, type HttpResponse } from '@vzaps/testing/internal/http';

/** A keep-alive connection. Requests can follow each other without waiting for responses. */
export interface Connection {
  /** Writes the bytes of one request. Rejects when the connection ends before its response. */
  send(request: string | Uint8Array, method?: string): Promise<HttpResponse>;
  readonly ended: boolean;
  close(): void;
}

interface WaitingRequest {
  method: string;
  resolve(response: HttpResponse): void;
  reject(error: Error): void;
}

export async function connect(port: number): Promise<Connection> {
  const socket = connectSocket({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  const waiting: WaitingRequest[] = [];
  const parser = createResponseParser({
    isHead: () => waiting[0]?.method === 'HEAD',
    onResponse: (response) => waiting.shift()?.resolve(response),
  });
  let ended = false;

  function end(error: Error): void {
    ended = true;
    socket.destroy();
    for (const { reject } of waiting.splice(0)) reject(error);
  }
  socket.on('data', (bytes) => {
    try {
      parser.write(bytes);
    } catch (error) {
      end(error as Error);
    }
  });
  socket.on('error', end);
  socket.on('close', () => end(new Error('The server closed the connection.')));

  return {
    send(request, method = 'POST') {
      if (ended) return Promise.reject(new Error('The connection has ended.'));
      return new Promise((resolve, reject) => {
        waiting.push({ method, resolve, reject });
        socket.write(request);
      });
    },
    get ended() {
      return ended;
    },
    close: () => end(new Error('The test closed the connection.')),
  };
}

/** Returns the bytes of a delivery. */
export function postRequest(target: string, body: string): string {
  const length = Buffer.byteLength(body);
  return `POST ${target} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${body}`;
}
