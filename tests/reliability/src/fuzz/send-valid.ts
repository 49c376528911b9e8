import type { HttpResponse } from '@vzaps/testing/internal/http';
import { type Connection, connect } from '../http/connection.ts';
import { checkRandom } from './check-random.ts';
import { countResponse, type Responses, requestError } from './responses.ts';
import { type ValidRequest, validRequest } from './valid-request.ts';

const CONNECTIONS = 6;
const MAX_BURST = 12;
const TIMEOUT_MS = 20_000;

/** Sends requests with valid HTTP, pipelined over keep-alive connections. The server must answer each of them. */
export async function sendValidRequests(
  port: number,
  name: string,
  count: number,
  responses: Responses,
): Promise<void> {
  const runs = Math.ceil((2 * count) / MAX_BURST / CONNECTIONS);
  const runners = Array.from({ length: CONNECTIONS }, async (_, index) => {
    let connection = await connect(port);
    await checkRandom(`${name} valid ${index}`, runs, async (random) => {
      let queue = Array.from({ length: 1 + random.below(MAX_BURST) }, () => validRequest(random));
      while (queue.length > 0) {
        const end = queue.findIndex(({ alone }) => alone);
        const burst = queue.splice(0, end < 0 ? MAX_BURST : Math.max(1, end));
        const unanswered = await sendBurst(connection, burst, responses);
        if (!unanswered) continue;
        queue = [...unanswered.map((request) => ({ ...request, alone: true })), ...queue];
        connection.close();
        connection = await connect(port);
      }
    });
    connection.close();
  });
  await Promise.all(runners);
}

/**
 * Returns the requests without a response when the connection has ended. A server that ends a connection after a response
 * does not read the requests behind it, and TCP may even lose the response. Like any client, the test sends these requests
 * again, each by itself. Then the server must answer.
 */
async function sendBurst(
  connection: Connection,
  burst: readonly ValidRequest[],
  responses: Responses,
): Promise<ValidRequest[] | undefined> {
  const results = burst.map(({ bytes, method }) => connection.send(bytes, method).catch((error: Error) => error));
  let isClosing = false;
  for (const [index, request] of burst.entries()) {
    const result = await withTimeout(results[index] as Promise<HttpResponse | Error>);
    if (result instanceof Error) {
      if (burst.length === 1 && request.alone) throw requestError(`No response (${result.message})`, request.bytes);
      return burst.slice(index);
    }
    countResponse(responses, result.status, request.bytes, request.handlerThrows);
    isClosing = !result.keepAlive;
  }
  return isClosing ? [] : undefined;
}

async function withTimeout(response: Promise<HttpResponse | Error>): Promise<HttpResponse | Error> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<Error>((resolve) => {
    timer = setTimeout(resolve, TIMEOUT_MS, new Error(`no response within ${TIMEOUT_MS} ms`));
  });
  const first = await Promise.race([response, timeout]);
  clearTimeout(timer);
  return first;
}
