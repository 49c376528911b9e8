import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { createResponseParser, type HttpResponse } from '../../http/index.ts';

/** One connection to a server. It can carry any bytes, including requests that no HTTP client would send. */
export interface Connection {
  /** Sends a request. Resolves with its response, or with `undefined` if the server is silent or disconnects. */
  exchange(
    head: Buffer,
    body: Buffer,
    options: { isHead: boolean; timeoutMs: number },
  ): Promise<HttpResponse | undefined>;
  /** Sends a request and disconnects without waiting for the response. */
  sendAndDisconnect(head: Buffer, body: Buffer): Promise<void>;
  /** Whether the server accepts another request on this connection. */
  readonly usable: boolean;
  /** Whether the server disconnected while it was still receiving the body. Its response may have been lost. */
  readonly cutOff: boolean;
  disconnect(): void;
}

// The client pauses after the first piece of a long body, to see whether the server has already responded.
const PIECE = 64 * 1024;
const PAUSE_MS = 25;
// The timeout is counted in ticks. If the whole machine stops for a while, only one tick is lost.
const TICK_MS = 50;

export async function openConnection(url: URL): Promise<Connection> {
  const socket = connect(Number(url.port), url.hostname.replace(/^\[|\]$/g, ''));
  await once(socket, 'connect');
  const received: HttpResponse[] = [];
  let isHead = false;
  let ended = false;
  let usable = true;
  let cutOff = false;
  let notify: () => void = () => {};
  const parser = createResponseParser({
    isHead: () => isHead,
    onResponse: (response) => received.push(response),
  });
  socket.setNoDelay(true);
  socket.on('data', (bytes) => {
    parser.write(bytes);
    notify();
  });
  // A server may reset a connection whose body it did not read. A response that arrived before the reset is used.
  socket.on('error', () => {});
  for (const event of ['end', 'close']) {
    socket.on(event, () => {
      if (!ended) endParser();
      ended = true;
      notify();
    });
  }

  /** An incomplete response counts as no response. */
  function endParser(): void {
    try {
      parser.end();
    } catch {}
  }

  const write = (bytes: Buffer): Promise<boolean> =>
    new Promise((resolve) => {
      if (socket.destroyed || !usable) resolve(false);
      else socket.write(bytes, (error) => resolve(!error));
    });

  /** Resolves with `true` if everything was sent. */
  async function writeAll(head: Buffer, body: Buffer): Promise<boolean> {
    let open = await write(Buffer.concat([head, body.subarray(0, PIECE)]));
    for (let at = PIECE; open && at < body.length; at += PIECE) {
      // If the server has responded and disconnected, further writing fails, and the response would be lost.
      await setTimeout(at === PIECE ? PAUSE_MS : 0);
      open = await write(body.subarray(at, at + PIECE));
    }
    return open;
  }

  function nextResponse(timeoutMs: number): Promise<HttpResponse | undefined> {
    return new Promise((resolve) => {
      const settle = (response: HttpResponse | undefined): void => {
        clearInterval(timer);
        notify = () => {};
        resolve(response);
      };
      let ticks = timeoutMs / TICK_MS;
      const timer = setInterval(() => {
        ticks -= 1;
        if (ticks <= 0) settle(undefined);
      }, TICK_MS);
      notify = () => {
        const response = received.shift();
        if (response || ended) settle(response);
      };
      notify();
    });
  }

  return {
    get usable() {
      return usable && !ended;
    },
    get cutOff() {
      return cutOff;
    },
    async exchange(head, body, options) {
      isHead = options.isHead;
      const written = writeAll(head, body);
      const response = await nextResponse(options.timeoutMs);
      usable = response?.keepAlive ?? false;
      // A server that keeps the connection open reads the rest of the body. The next request must come after it.
      if (usable) await written;
      cutOff = !response && ended && !(await written);
      return response;
    },
    async sendAndDisconnect(head, body) {
      await writeAll(head, body);
      usable = false;
      socket.destroy();
    },
    disconnect: () => void socket.destroy(),
  };
}
