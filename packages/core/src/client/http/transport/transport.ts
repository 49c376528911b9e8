import type { AttemptSignal } from '../attempt-signal.ts';
import type { DecodedFile } from './file-decoder.ts';

/** One HTTP request. */
export interface TransportRequest {
  readonly method: string;
  /** `https://api.vzaps.com` */
  readonly origin: string;
  /** The path and the query, percent-encoded. It contains no secret. */
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
  readonly signal: AttemptSignal;
  /** The largest body of the response, in bytes. */
  readonly maxResponseBytes: number;
  /** Decodes a file in the response while it arrives. */
  readonly decodesFile?: boolean | undefined;
}

/** One HTTP response with its complete body. */
export interface TransportResponse {
  readonly status: number;
  /** `undefined` if the body is larger than `maxResponseBytes`. The rest of it was not read. */
  readonly text: string | undefined;
  /** The file in the response, for a request with `decodesFile`. `text` does not contain it. */
  readonly file?: DecodedFile | undefined;
  header(name: string): string | undefined;
}

/** The port to the platform's HTTP client. */
export interface Transport {
  send(request: TransportRequest): Promise<TransportResponse>;
  /** Whether the error proves that no connection was made, so that VZaps did nothing. */
  neverSent(error: unknown): boolean;
  close(): Promise<void>;
}

/** The part of a Node stream that the client uses. */
export interface ResponseBody extends AsyncIterable<Uint8Array> {
  on?(event: 'error', listener: () => void): unknown;
  destroy?(): unknown;
}

/** The part of an undici dispatcher that the client uses, so that any version of undici fits. */
export interface Dispatcher {
  request(options: {
    origin: string;
    path: string;
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
    headers: Record<string, string>;
    body: string | null;
    signal: AbortSignal;
    headersTimeout: number;
    bodyTimeout: number;
  }): Promise<{
    statusCode: number;
    headers: Record<string, string | string[] | undefined>;
    body: ResponseBody;
  }>;
}

export interface TransportOptions {
  readonly connections: number;
  readonly dispatcher: Dispatcher | undefined;
}

/** Publishes to a diagnostics channel. `message` is called only if the channel has subscribers. */
export type Publish = (name: string, message: () => object) => void;
