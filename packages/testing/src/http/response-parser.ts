import { HTTPParser } from 'http-parser-js';

export interface HttpResponse {
  status: number;
  /** The names are in lower case. A repeated header has its last value. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  /** `false` if the server closes the connection after this response. */
  keepAlive: boolean;
}

export interface ResponseParser {
  /**
   * Parses the bytes that came next.
   *
   * @throws Error if they are not an HTTP/1 response.
   */
  write(bytes: Uint8Array): void;
  /**
   * Tells the parser that the connection has ended. This completes a response whose body has neither a length nor
   * chunks.
   *
   * @throws Error if the last response is incomplete.
   */
  end(): void;
}

export interface ResponseParserOptions {
  onResponse(response: HttpResponse): void;
  /** Whether the response that is parsed now answers a HEAD request, and therefore has no body. */
  isHead(): boolean;
}

/**
 * Parses the responses of one connection, which may be pipelined. Informational responses (1xx) are skipped.
 *
 * @internal
 */
export function createResponseParser({ onResponse, isHead }: ResponseParserOptions): ResponseParser {
  const parser = new HTTPParser(HTTPParser.RESPONSE);
  let response: HttpResponse | undefined;
  let chunks: Uint8Array[] = [];

  parser[HTTPParser.kOnHeadersComplete] = (info) => {
    response = {
      status: info.statusCode,
      headers: headersOf(info.headers),
      body: Buffer.alloc(0),
      keepAlive: info.shouldKeepAlive,
    };
    return isHead() ? 1 : 0;
  };
  parser[HTTPParser.kOnBody] = (chunk, offset, length) => {
    chunks.push(chunk.subarray(offset, offset + length));
  };
  parser[HTTPParser.kOnMessageComplete] = () => {
    const complete = response;
    if (!complete) return;
    complete.body = Buffer.concat(chunks);
    response = undefined;
    chunks = [];
    if (complete.status >= 200) onResponse(complete);
  };

  return {
    write(bytes) {
      throwIfError(parser.execute(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
    },
    end() {
      throwIfError(parser.finish());
    },
  };
}

function headersOf(list: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let i = 0; i < list.length; i += 2) headers[(list[i] ?? '').toLowerCase()] = list[i + 1] ?? '';
  return headers;
}

/** The parser returns its errors. */
function throwIfError(result: unknown): void {
  if (result instanceof Error) throw new Error(`The server did not send an HTTP/1 response: ${result.message}`);
}
