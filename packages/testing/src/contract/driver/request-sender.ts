import type { RequestSpec } from '../vector.ts';
import { type Connection, openConnection } from './connection.ts';
import { type ReceivedResponse, receivedResponse } from './received-response.ts';
import { requestBytes, type Target } from './request-bytes.ts';

// Test runners allow a test five seconds by default.
const TIMEOUT_MS = 4_000;
const SILENCE_MS = 150;

// A server whose response is lost this often is treated as a server that does not respond.
const MAX_ATTEMPTS = 5;

/** Sends the requests of one vector over one connection while it is open, and else over a new one. */
export interface RequestSender {
  /** Opens the connection in advance, so that the next request leaves without delay. */
  open(): Promise<void>;
  /**
   * Sends one request.
   *
   * @param expectsResponse `false` waits only 150 ms, to see that the server stays silent.
   */
  send(spec: RequestSpec, expectsResponse: boolean): Promise<ReceivedResponse | undefined>;
  /** How many requests were repeated because the server disconnected during the body and its response was lost. */
  readonly lost: number;
  disconnect(): void;
}

export function createRequestSender(target: Target): RequestSender {
  let connection: Connection | undefined;
  let lost = 0;
  const reconnect = async (): Promise<Connection> => {
    connection?.disconnect();
    connection = await openConnection(target.url);
    return connection;
  };
  return {
    async open() {
      await reconnect();
    },
    async send(spec, expectsResponse) {
      let current = connection?.usable && !spec.newConnection ? connection : await reconnect();
      const { head, body } = requestBytes(spec, target);
      if (spec.disconnects) {
        await current.sendAndDisconnect(head, body);
        return undefined;
      }
      const options = { isHead: spec.method === 'HEAD', timeoutMs: expectsResponse ? TIMEOUT_MS : SILENCE_MS };
      let response = await current.exchange(head, body, options);
      for (let attempt = 1; current.cutOff && attempt < MAX_ATTEMPTS; attempt += 1) {
        lost += 1;
        current = await reconnect();
        response = await current.exchange(head, body, options);
      }
      // After a wrong length, client and server may disagree about where the next request begins.
      if (typeof spec.framing === 'object' && 'contentLength' in spec.framing) {
        current.disconnect();
        connection = undefined;
      }
      return response && receivedResponse(response);
    },
    get lost() {
      return lost;
    },
    disconnect: () => connection?.disconnect(),
  };
}
