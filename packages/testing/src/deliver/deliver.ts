import { once } from 'node:events';
import { type IncomingHttpHeaders, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { VZapsError } from '@vzaps/core/webhooks';
import { encodeBody } from './body-format.ts';
import { checkDeliverOptions, type DeliverOptions } from './options.ts';

/** The response to a delivery of `deliver()`. */
export interface DeliverResult {
  /** The HTTP status. */
  status: number;
  /** The headers of the response. Their names are in lower case. */
  headers: IncomingHttpHeaders;
  /** The body of the response as text. */
  body: string;
  /** The outcome in the body. `undefined` if the receiver did not write this response. */
  outcome: string | undefined;
}

/**
 * Makes one delivery as VZaps does: a POST of `payload` to `url`. Objects are sent as JSON, text and bytes unchanged.
 * Resolves with the response, whatever its status is.
 *
 * @param url An `http` or `https` URL.
 * @throws VZapsError `INVALID_OPTION` for a wrong URL or option, `REQUEST_TIMEOUT` without a response within
 * `timeoutMs`, `CONNECTION_FAILED` without a connection. An aborted `signal` rejects with its reason.
 *
 * @example
 * import { deliver, samplePayload } from '@vzaps/testing';
 *
 * const url = 'http://127.0.0.1:3000/webhooks/vzaps';
 * const { status, outcome } = await deliver(url, samplePayload('Message', { text: 'ping' }));
 * if (status !== 200 || outcome !== 'handled') throw new Error(`${status} ${outcome}`);
 */
export async function deliver(
  url: string | URL,
  payload: unknown,
  options: DeliverOptions = {},
): Promise<DeliverResult> {
  const target = checkDeliverOptions(url, options);
  const { method = 'POST', headers, chunked = false, timeoutMs = 5_000, signal, format = 'json' } = options;
  const { body, contentType } = encodeBody(payload, format);
  const timeout = AbortSignal.timeout(timeoutMs);
  const send = target.protocol === 'https:' ? requestHttps : requestHttp;
  const outgoing = send({
    host: target.hostname.replace(/^\[|\]$/g, ''),
    port: target.port,
    method,
    path: options.target ?? `${target.pathname}${target.search}`,
    headers: {
      'content-type': contentType,
      ...(!chunked && { 'content-length': String(Buffer.byteLength(body)) }),
      ...headers,
    },
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    ...(options.rejectUnauthorized !== undefined && { rejectUnauthorized: options.rejectUnauthorized }),
  });
  try {
    outgoing.end(body);
    const [response] = await once(outgoing, 'response');
    // A server may respond 413 before it has read everything. The rest of the sending may fail then.
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
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw deliveryError(error as NodeJS.ErrnoException, timeout.aborted ? timeoutMs : undefined, target);
  }
}

/** The message names the origin only, because the path and query of a webhook may be secret. */
function deliveryError(cause: NodeJS.ErrnoException, timeoutMs: number | undefined, { origin }: URL): VZapsError {
  if (timeoutMs !== undefined) {
    return new VZapsError(
      'REQUEST_TIMEOUT',
      `deliver(): ${origin} did not respond within ${timeoutMs} ms. If the handlers need more time, set \`timeoutMs\`.`,
      { cause },
    );
  }
  return new VZapsError(
    'CONNECTION_FAILED',
    `deliver(): the connection to ${origin} failed (${cause.code ?? cause.name}). Check that the server listens there.`,
    { cause },
  );
}
