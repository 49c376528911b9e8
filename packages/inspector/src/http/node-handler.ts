import { error } from './respond.ts';

/** What the handler needs of Node's `IncomingMessage`. Frameworks add the other fields. */
export interface NodeRequest extends AsyncIterable<Uint8Array | string> {
  /** The HTTP method. Default: `GET`. */
  readonly method?: string | undefined;
  /** The path and the query, without the prefix of the mount in frameworks that remove it. */
  readonly url?: string | undefined;
  /** The headers of the request. Their names are in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The connection. If it has the field `encrypted`, as a TLS socket has, the scheme of the request is https. */
  readonly socket?: object | undefined;
  /** The path with the prefix of the mount. */
  readonly originalUrl?: string | undefined;
  /** What a body parser made of the body. */
  readonly body?: unknown;
}

/** What the handler needs of Node's `ServerResponse`. */
export interface NodeResponse {
  /** Whether the connection is closed. No more parts are sent then. */
  readonly destroyed?: boolean;
  /** Sends the status and the headers. */
  writeHead(status: number, headers: Record<string, string>): unknown;
  /** Sends a part of the body. `false`: the handler waits for `drain` before it sends the next part. */
  write(chunk: Uint8Array): boolean;
  /** Ends the response. */
  end(): unknown;
  /** Closes the connection without the rest of the response. */
  destroy(error?: Error): unknown;
  /**
   * Adds a listener that is called once. `close`: the response has ended or the connection is closed. `drain`: more can
   * be sent.
   */
  once(event: 'close' | 'drain', listener: () => void): unknown;
}

/** A handler of `node:http`. Express, Connect and Nest accept it too. */
export type NodeHandler = (request: NodeRequest, response: NodeResponse) => void;

const MAX_BODY_BYTES = 1_048_576;

/**
 * Converts a fetch handler to a handler for Node's HTTP server. It needs no module of Node. It uses `originalUrl`, so that the
 * page knows its path, and the parsed body where a body parser has read the request before.
 */
export function createNodeHandler(fetch: (request: Request) => Promise<Response>): NodeHandler {
  return (request, response) => {
    const controller = new AbortController();
    response.once('close', () => controller.abort());
    answer(request, fetch, controller.signal)
      .then((result) => send(result, response))
      .catch((reason) => response.destroy(reason instanceof Error ? reason : undefined));
  };
}

async function answer(
  node: NodeRequest,
  fetch: (request: Request) => Promise<Response>,
  signal: AbortSignal,
): Promise<Response> {
  const { method = 'GET', headers } = node;
  const scheme = node.socket && 'encrypted' in node.socket ? 'https' : 'http';
  const address = `${scheme}://${headers.host ?? 'localhost'}${node.originalUrl ?? node.url ?? '/'}`;
  if (!URL.canParse(address)) return error(400, 'INVALID_REQUEST', 'The header `host` or the path is invalid.');
  const body = method === 'GET' || method === 'HEAD' ? undefined : await readBody(node);
  if (body === null) return error(413, 'TOO_LARGE', `The body is longer than ${MAX_BODY_BYTES} bytes.`);
  if (!/^[A-Z]+$/.test(method) || method === 'TRACE' || method === 'CONNECT') {
    return error(405, 'METHOD_NOT_ALLOWED', 'The allowed methods are GET, HEAD, POST.', { allow: 'GET, HEAD, POST' });
  }
  return fetch(new Request(address, { method, headers: copyHeaders(headers), signal, ...(body && { body }) }));
}

function copyHeaders(headers: NodeRequest['headers']): Headers {
  const copy = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    // HTTP/2 has the method and the path among the headers.
    if (value === undefined || name.startsWith(':')) continue;
    for (const each of [value].flat()) copy.append(name, each);
  }
  return copy;
}

/** `null` if the body is too long. */
async function readBody(node: NodeRequest): Promise<Uint8Array<ArrayBuffer> | string | null> {
  const { body } = node;
  if (typeof body === 'object' && body !== null && !(Symbol.asyncIterator in body)) return encodeParsed(node, body);
  if (typeof body === 'string') return body;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of node) {
    const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
    size += bytes.length;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(bytes);
  }
  const joined = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    joined.set(chunk, offset);
    offset += chunk.length;
  }
  return joined;
}

/** A body parser made an object of a form or of JSON, or left an empty object for a body that it does not know. */
function encodeParsed({ headers }: NodeRequest, body: object): Uint8Array<ArrayBuffer> | string {
  if (body instanceof Uint8Array) return new Uint8Array(body);
  const isForm = String(headers['content-type']).startsWith('application/x-www-form-urlencoded');
  return isForm ? new URLSearchParams(body as Record<string, string>).toString() : JSON.stringify(body);
}

async function send(result: Response, response: NodeResponse): Promise<void> {
  const reader = result.body?.getReader();
  // `for await` would notice the end of the connection too late: a client that leaves must end the work at once.
  response.once('close', () => void reader?.cancel().catch(() => {}));
  response.writeHead(result.status, Object.fromEntries(result.headers));
  for (;;) {
    const next = await reader?.read();
    if (!next || next.done) break;
    if (response.destroyed) return;
    if (!response.write(next.value))
      await new Promise<void>((resolve) => {
        response.once('drain', resolve);
        response.once('close', resolve);
      });
  }
  response.end();
}
