import { once } from 'node:events';
import { type IncomingHttpHeaders, request } from 'node:http';

export interface DeliverOptions {
  /** Default `POST`. */
  method?: string;
  /** Beside `content-type: application/json`. */
  headers?: Record<string, string | string[]>;
  /** The raw request target, instead of the URL's path and query: `//evil/x`, or one with a fragment. */
  target?: string;
  /** Send with `Transfer-Encoding: chunked`, without a `Content-Length`. */
  chunked?: boolean;
  /** Reject when there is no answer by then, in milliseconds. Default 5 000. */
  timeoutMs?: number;
  signal?: AbortSignal;
}

export interface DeliverResult {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  /** The receiver's word for it, where the receiver answered. */
  outcome: string | undefined;
}

/**
 * Makes one delivery, as VZaps does: an HTTP POST of `payload` to `url`. An object goes as JSON; text and bytes go
 * as they are. Resolves with the answer, whatever its status.
 */
export async function deliver(url: string, payload: unknown, options: DeliverOptions = {}): Promise<DeliverResult> {
  const { method = 'POST', headers = {}, target, chunked = false, timeoutMs = 5_000, signal } = options;
  const body = typeof payload === 'string' || payload instanceof Uint8Array ? payload : JSON.stringify(payload ?? null);
  const { hostname, port, pathname, search } = new URL(url);
  const timeout = AbortSignal.timeout(timeoutMs);
  const outgoing = request({
    host: hostname.replace(/^\[|\]$/g, ''),
    port,
    method,
    path: target ?? `${pathname}${search}`,
    headers: {
      'content-type': 'application/json',
      ...(!chunked && { 'content-length': String(Buffer.byteLength(body)) }),
      ...headers,
    },
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  });
  // A server may answer 413 before it has read everything; the rest of the sending may fail then.
  outgoing.end(body);
  const [response] = await once(outgoing, 'response');
  outgoing.on('error', () => {});
  const chunks: Uint8Array[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  return {
    status: response.statusCode,
    headers: response.headers,
    body: text,
    outcome: /^\{"outcome":"(\w+)"\}$/.exec(text)?.[1],
  };
}
