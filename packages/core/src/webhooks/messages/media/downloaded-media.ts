/** A downloaded file in memory. */
export interface DownloadedMedia {
  bytes: Uint8Array;
  mimetype: string;
}

/** A file that is read while it arrives. */
export interface DownloadedMediaStream {
  /** Errors with `MEDIA_TOO_LARGE` above `maxBytes`, and when no byte arrives for ten seconds. */
  stream: ReadableStream<Uint8Array>;
  mimetype: string;
}
