import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { parseResponse, type WireAnswer } from '../../http/response-parser.ts';

/** One connection to a server, over which anything can be sent: also what no HTTP client would send. */
export interface Connection {
  /** Sends, and resolves with the next answer; with nothing if the server is silent for too long, or leaves. */
  exchange(
    head: Buffer,
    body: Buffer,
    options: { toHead: boolean; patienceMs: number },
  ): Promise<WireAnswer | undefined>;
  /** Sends everything, and leaves. */
  sendAndLeave(head: Buffer, body: Buffer): Promise<void>;
  /** Whether the last answer leaves it open for another request. */
  readonly usable: boolean;
  /** Whether the server left while it was still written to: what it may have said was lost with the connection. */
  readonly cutOff: boolean;
  leave(): void;
}

// After the first piece of a long body a client looks whether it is answered already.
const PIECE = 64 * 1024;
const LOOK_MS = 25;
// Patience is counted in ticks: a machine that stands still takes one of them, however long it does.
const TICK_MS = 50;

export async function openConnection(url: URL): Promise<Connection> {
  const socket = connect(Number(url.port), url.hostname.replace(/^\[|\]$/g, ''));
  await once(socket, 'connect');
  let received: Buffer = Buffer.alloc(0);
  let ended = false;
  let usable = true;
  let cutOff = false;
  let look: () => void = () => {};
  socket.setNoDelay(true);
  socket.on('data', (bytes) => {
    received = Buffer.concat([received, bytes]);
    look();
  });
  // A server may reset a connection whose body it did not read; what it said before counts.
  socket.on('error', () => {});
  for (const event of ['end', 'close']) {
    socket.on(event, () => {
      ended = true;
      look();
    });
  }

  const write = (bytes: Buffer): Promise<boolean> =>
    new Promise((resolve) => {
      if (socket.destroyed || !usable) resolve(false);
      else socket.write(bytes, (error) => resolve(!error));
    });

  /** Whether everything was sent. */
  async function writeAll(head: Buffer, body: Buffer): Promise<boolean> {
    let open = await write(Buffer.concat([head, body.subarray(0, PIECE)]));
    for (let at = PIECE; open && at < body.length; at += PIECE) {
      // Who writes on when the server has answered and left gets an error, and never sees the answer.
      await setTimeout(at === PIECE ? LOOK_MS : 0);
      open = await write(body.subarray(at, at + PIECE));
    }
    return open;
  }

  function nextAnswer(toHead: boolean, patienceMs: number): Promise<WireAnswer | undefined> {
    return new Promise((resolve) => {
      const found = (answer: WireAnswer | undefined): void => {
        clearInterval(timer);
        look = () => {};
        resolve(answer);
      };
      let ticks = patienceMs / TICK_MS;
      const timer = setInterval(() => {
        ticks -= 1;
        if (ticks <= 0) found(undefined);
      }, TICK_MS);
      look = () => {
        const parsed = parseResponse(received, toHead, ended);
        if (parsed) received = parsed.rest;
        if (parsed || ended) found(parsed?.answer);
      };
      look();
    });
  }

  return {
    get usable() {
      return usable && !ended;
    },
    get cutOff() {
      return cutOff;
    },
    async exchange(head, body, { toHead, patienceMs }) {
      const written = writeAll(head, body);
      const answer = await nextAnswer(toHead, patienceMs);
      usable = answer?.keepsOpen ?? false;
      // A server that keeps the connection reads the rest of the body; who asks again has sent all of it.
      if (usable) await written;
      cutOff = !answer && ended && !(await written);
      return answer;
    },
    async sendAndLeave(head, body) {
      await writeAll(head, body);
      usable = false;
      socket.destroy();
    },
    leave: () => void socket.destroy(),
  };
}
