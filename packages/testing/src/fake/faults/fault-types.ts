/** A way in which an HTTP server can misbehave. */
export type Misbehaviour =
  /** Accepts the request and never responds. */
  | 'silence'
  /** Sends headers and half of the body, and then nothing more. */
  | 'stalled-body'
  /** Sends half of the body, and then one byte every 20 ms without end. */
  | 'slow-drip'
  /** Resets the connection instead of responding. */
  | 'reset'
  /** Resets the connection in the middle of the body. */
  | 'reset-in-body'
  /** Responds 200 with a web page. */
  | 'html'
  /** Responds 204 without a body. */
  | 'no-content'
  /** Responds 200 with `{ success: false }`. */
  | 'unsuccessful'
  /** Responds 200 with half of a JSON text, as if it were complete. */
  | 'truncated-json';

/** A fault for the next matching requests: a status, or a misbehaviour of the server. */
export type Fault = {
  /** `POST /instances/:id/chat/send/text`, or a pattern for `POST /path`. Default: every route except `POST /token`. */
  route?: string | RegExp;
  /** The number of requests that fail. Default: 1. */
  times?: number;
  /** Whether the request is carried out before it fails, so that a repetition would carry it out twice. Default: no. */
  taken?: boolean;
} & (
  | { status: number; headers?: Readonly<Record<string, string>>; body?: unknown; does?: never }
  | { does: Misbehaviour; status?: never }
);
