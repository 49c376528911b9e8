/** What an HTTP server can do to its client. */
export type Misbehaviour =
  /** Takes the request and never answers. */
  | 'silence'
  /** Sends headers and half a body, and no more. */
  | 'stalled-body'
  /** Half a body, a byte at a time, for ever. */
  | 'slow-drip'
  /** Cuts the connection instead of answering. */
  | 'reset'
  /** Cuts the connection in the middle of the body. */
  | 'reset-in-body'
  /** 200 with a web page. */
  | 'html'
  /** 204 and no body. */
  | 'no-content'
  /** 200 with `{ success: false }`. */
  | 'unsuccessful'
  /** 200 with half of a JSON text, as if it were all. */
  | 'truncated-json';

/** Something to go wrong, for the next requests that it fits. */
export type Fault = {
  /** As in `POST /instances/:id/chat/send/text`, or a pattern for `POST /path`. Default: every route but `POST /token`. */
  route?: string | RegExp;
  /** For how many requests. Default: 1. */
  times?: number;
  /** Whether the request is carried out before it goes wrong, so that a repetition would do it twice. Default: no. */
  taken?: boolean;
} & (
  | { status: number; headers?: Readonly<Record<string, string>>; body?: unknown; does?: never }
  | { does: Misbehaviour; status?: never }
);
