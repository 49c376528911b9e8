/** A response to the request for a stored file. */
export interface MediaResponse {
  status: number;
  header(name: string): string | undefined;
  body: AsyncIterable<Uint8Array> | null;
  /** Ends the connection without reading the rest of the body. */
  cancel(): void;
}

export interface MediaRequestOptions {
  signal: AbortSignal;
  /** The origin is allowed by the option `media.allow`: its address is not checked. */
  isAllowed: boolean;
}

/** Requests a URL and does not follow redirects. Rejects with `MEDIA_URL_REFUSED` if the host's address is not public. */
export type RequestMedia = (url: URL, options: MediaRequestOptions) => Promise<MediaResponse>;
