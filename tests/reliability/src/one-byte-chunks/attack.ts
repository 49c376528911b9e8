import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { PATH, SIGNATURE_HEADER } from '../servers/server-config.ts';

/** Connections that send unsigned bodies and never end them. */
export interface Attack {
  /** Statuses of the responses so far. */
  readonly statuses: readonly string[];
  end(): void;
}

const HEAD =
  `POST ${PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n` +
  `${SIGNATURE_HEADER}: ${'0'.repeat(64)}\r\nTransfer-Encoding: chunked\r\n\r\n`;

/** The chunked encoding of `count` chunks of `bytes` bytes each. */
export function encodeChunks(count: number, bytes: number): Buffer {
  const chunk = Buffer.from(`${bytes.toString(16)}\r\n${' '.repeat(bytes)}\r\n`);
  return Buffer.concat(Array.from({ length: count }, () => chunk));
}

/** Opens `connections` connections, each of which sends these chunks. */
export async function startAttack(port: number, connections: number, chunks: Buffer): Promise<Attack> {
  const statuses: string[] = [];
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port, statuses)));
  for (const socket of sockets) {
    socket.write(HEAD);
    socket.write(chunks);
  }
  return {
    statuses,
    end() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function open(port: number, statuses: string[]): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  // The server ends connections whose body it does not read to its end.
  socket.on('error', () => {});
  socket.once('data', (bytes) => statuses.push(bytes.toString('latin1').slice(9, 12)));
  return socket;
}
