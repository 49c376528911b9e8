/** One HTTP request. `url` holds path and query; nothing in it is secret. */
export interface TransportRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly signal: AbortSignal;
}

/** The whole answer: resolving means that the body is complete. */
export interface TransportResponse {
  readonly status: number;
  readonly text: string;
  header(name: string): string | undefined;
}

export interface Transport {
  send(request: TransportRequest): Promise<TransportResponse>;
  /** Whether this error shows that the connection was never made, so that VZaps did nothing. */
  neverSent(error: unknown): boolean;
  close(): Promise<void>;
}

/** An undici dispatcher, named by what is used of it, so that any version of undici will do. */
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
    body: { text(): Promise<string> };
  }>;
}

export interface TransportOptions {
  readonly connections: number;
  readonly dispatcher: Dispatcher | undefined;
}

/** Tells a diagnostics channel. Both files behind `#transport` export one of these as `publish`. */
export type Publish = (name: string, message: () => object) => void;
