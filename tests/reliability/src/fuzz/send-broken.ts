import { connect } from 'node:net';
import { type BrokenRequest, brokenRequest } from './broken-request.ts';
import { checkRandom } from './check-random.ts';
import { countResponse, type Responses, requestError } from './responses.ts';

const MAX_BURST = 24;
const TIMEOUT_MS = 20_000;

export interface BrokenRequestOptions {
  count: number;
  responses: Responses;
  /** Whether some requests stop in the middle and wait for the timeout of the receiver. */
  withHolds: boolean;
}

/** Sends incomplete requests, each on a connection of its own. The server must answer or close the connection. */
export async function sendBrokenRequests(
  port: number,
  name: string,
  { count, responses, withHolds }: BrokenRequestOptions,
): Promise<void> {
  await checkRandom(`${name} broken`, Math.ceil((2 * count) / MAX_BURST), async (random) => {
    const burst = Array.from({ length: 1 + random.below(MAX_BURST) }, () => brokenRequest(random, withHolds));
    await Promise.all(burst.map((request) => sendBroken(port, request, responses)));
  });
}

async function sendBroken(port: number, { bytes, ending }: BrokenRequest, responses: Responses): Promise<void> {
  let resolve: (end: 'ended' | 'timeout' | 'abandoned') => void = () => {};
  const promise = new Promise<'ended' | 'timeout' | 'abandoned'>((settle) => {
    resolve = settle;
  });
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  let received = '';
  const timer = setTimeout(resolve, TIMEOUT_MS, 'timeout');
  socket.setEncoding('latin1');
  socket.on('error', () => resolve('ended'));
  socket.on('close', () => resolve('ended'));
  socket.on('end', () => resolve('ended'));
  socket.on('data', (chunk: string) => {
    received += chunk;
    // The server answers a request that stopped in the middle, and keeps the connection open.
    if (ending === 'hold' && received.includes('\r\n\r\n')) resolve('ended');
  });
  socket.on('connect', () => {
    socket.write(bytes, () => {
      if (ending === 'end') socket.end();
      if (ending === 'abandon') resolve('abandoned');
    });
  });
  const end = await promise;
  clearTimeout(timer);
  socket.destroy();

  const statuses = [...received.matchAll(/^HTTP\/1\.1 ([2-5]\d\d) /gm)].map(([, status]) => Number(status));
  for (const status of statuses) countResponse(responses, status, bytes, bytes.includes('fails'));
  if (end === 'timeout') throw requestError(`The server neither answered nor closed the connection (${ending})`, bytes);
  if (end === 'abandoned') responses.abandoned += 1;
  else if (statuses.length === 0) responses.closed += 1;
}
