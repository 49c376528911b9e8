import { once } from 'node:events';
import { connect as connectSocket } from 'node:net';
import { type Answer, createResponseReader } from './response-reader.ts';

/** One keep-alive connection on which requests may follow each other without waiting for answers. */
export interface Connection {
  /** Writes the bytes of one request. Rejects when the connection ends before its answer. */
  send(request: string | Uint8Array, method?: string): Promise<Answer>;
  /** How many answers are still to come. */
  readonly pending: number;
  readonly ended: boolean;
  close(): void;
}

interface Waiting {
  method: string;
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

export async function connect(port: number): Promise<Connection> {
  const socket = connectSocket({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  const waiting: Waiting[] = [];
  const reader = createResponseReader({
    isHead: () => waiting[0]?.method === 'HEAD',
    answered: (answer) => waiting.shift()?.resolve(answer),
  });
  let ended = false;

  function end(error: Error): void {
    ended = true;
    socket.destroy();
    for (const { reject } of waiting.splice(0)) reject(error);
  }
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    try {
      reader.read(chunk);
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
    get pending() {
      return waiting.length;
    },
    get ended() {
      return ended;
    },
    close: () => end(new Error('We closed the connection.')),
  };
}

/** The bytes of a delivery. */
export function post(target: string, body: string): string {
  const length = Buffer.byteLength(body);
  return `POST ${target} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${body}`;
}
