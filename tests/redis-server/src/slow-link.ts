import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A slow network between the processes under test and a server. */
export interface SlowLink {
  readonly url: string;
  readonly port: number;
  close(): void;
}

const CHUNK_BYTES = 8 * 1024;
// Shorter waits would be inexact, because a timer can be late by some milliseconds.
const MIN_WAIT_MS = 20;
// A busy machine wakes this process late. The link then makes up for the time that it lost, up to this many milliseconds.
const MAX_CATCH_UP_MS = 1_000;

/** Forwards connections to a port of this machine. All of them share `bytesPerMs` in each direction. */
export async function startSlowLink(targetPort: number, bytesPerMs: number): Promise<SlowLink> {
  const sockets = new Set<Socket>();
  const transmitTo = createTransmission(bytesPerMs);
  const transmitBack = createTransmission(bytesPerMs);
  const server = createServer((client) => {
    const target = connect(targetPort, '127.0.0.1');
    for (const socket of [client, target]) {
      sockets.add(socket);
      socket
        .setNoDelay(true)
        .on('error', () => {})
        .once('close', () => {
          sockets.delete(socket);
          client.destroy();
          target.destroy();
        });
    }
    forward(client, target, transmitTo).catch(() => target.destroy());
    forward(target, client, transmitBack).catch(() => client.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

type Transmit = (bytes: number) => Promise<void> | undefined;

/** One direction of the link. Chunks of all connections take turns. */
function createTransmission(bytesPerMs: number): Transmit {
  let freeAt = performance.now();
  return (bytes) => {
    const now = performance.now();
    freeAt = Math.max(freeAt, now - MAX_CATCH_UP_MS) + bytes / bytesPerMs;
    return freeAt - now > MIN_WAIT_MS ? sleep(freeAt - now) : undefined;
  };
}

async function forward(from: Socket, to: Socket, transmit: Transmit): Promise<void> {
  for await (const bytes of from as AsyncIterable<Buffer>) {
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
      const chunk = bytes.subarray(at, at + CHUNK_BYTES);
      await transmit(chunk.length);
      // A slow receiver also slows down its sender.
      if (!to.write(chunk)) await once(to, 'drain');
    }
  }
  to.end();
}
