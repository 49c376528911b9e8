/** The responses to all requests of a fuzz test. */
export interface Responses {
  /** How many responses had a status. */
  statuses: Record<number, number>;
  /** Connections that the server closed without a response, and connections that the test closed. */
  closed: number;
  abandoned: number;
}

export const noResponses = (): Responses => ({ statuses: {}, closed: 0, abandoned: 0 });

/** Every status that a server or an adapter may answer. A 500 is allowed when the handler throws. */
const ALLOWED = [200, 400, 401, 404, 405, 408, 411, 413, 414, 415, 417, 422, 431, 505];

/** @throws Error when the status is not allowed. It contains the bytes of the request. */
export function countResponse(responses: Responses, status: number, request: Buffer, handlerThrows: boolean): void {
  responses.statuses[status] = (responses.statuses[status] ?? 0) + 1;
  if (!ALLOWED.includes(status) && !(handlerThrows && status === 500)) {
    throw requestError(`The server answered ${status}`, request);
  }
}

export function requestError(problem: string, request: Buffer): Error {
  const text = request.toString('latin1');
  return new Error(`${problem}: ${JSON.stringify(text.length > 800 ? `${text.slice(0, 800)}…` : text)}`);
}
