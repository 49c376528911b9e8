import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const END_OF_HEADERS = '\r\n\r\n';

/** Sends requests over connections that stay open, as a gateway does. Each connection has one request at a time. */
export class Load {
  readonly #sockets: Socket[];

  private constructor(sockets: Socket[]) {
    this.#sockets = sockets;
  }

  static async open(port: number, connections: number): Promise<Load> {
    const sockets = Array.from({ length: connections }, () => connect({ port, host: '127.0.0.1', noDelay: true }));
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    return new Load(sockets);
  }

  /** Sends all requests, and waits for their responses. Each response must have the status 200. */
  async send(requests: readonly Buffer[]): Promise<void> {
    let next = 0;
    await Promise.all(
      this.#sockets.map(async (socket) => {
        while (next < requests.length) {
          const request = requests[next] as Buffer;
          next += 1;
          socket.write(request);
          await readResponse(socket);
        }
      }),
    );
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}

/** One request as bytes. */
export function encodeRequest(target: string, body: Buffer): Buffer {
  const head = [
    `POST ${target} HTTP/1.1`,
    'host: shop.example',
    'user-agent: Go-http-client/1.1',
    'content-type: application/json',
    'accept-encoding: gzip',
    `content-length: ${body.length}`,
  ].join('\r\n');
  return Buffer.concat([Buffer.from(head + END_OF_HEADERS), body]);
}

function readResponse(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    const onData = (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const end = text.indexOf(END_OF_HEADERS);
      if (end < 0) return;
      const length = /content-length: (\d+)/i.exec(text);
      const isComplete = length ? text.length >= end + 4 + Number(length[1]) : text.endsWith(`0${END_OF_HEADERS}`);
      if (!isComplete) return;
      socket.off('data', onData);
      socket.off('close', onClose);
      if (text.startsWith('HTTP/1.1 200')) resolve();
      else reject(new Error(text));
    };
    const onClose = () => reject(new Error('The server closed the connection.'));
    socket.on('data', onData);
    socket.on('close', onClose);
  });
}
