/** A downloaded file in memory. */
export interface DownloadedMedia {
  /** The content of the file. */
  bytes: Uint8Array;
  /** The MIME type of the file, such as `image/jpeg`. */
  mimetype: string;
}

/** A file that is read while it arrives. */
export interface DownloadedMediaStream {
  /** Errors with `MEDIA_TOO_LARGE` above `maxBytes`, and when no byte arrives for ten seconds. */
  stream: ReadableStream<Uint8Array>;
  /** The MIME type of the file, such as `image/jpeg`. */
  mimetype: string;
}
