import type { RecordedEvent, ScenarioSetup } from './harness/scenario-setup.ts';
import type { Trait } from './mount.ts';

/** One case of the contract, as data: the requests, their responses, and the events that handlers receive. */
export interface Vector extends Expectation {
  /** The test's name: a complete sentence. */
  name: string;
  setup?: ScenarioSetup;
  /** Sent one after the other, over one connection while the server keeps it open. */
  steps: readonly Step[];
  /** Mounts for which other responses or events are right. The first difference that applies to the mount is used. */
  differences?: readonly Difference[];
}

export interface Expectation {
  /** One for each request, in the order of the steps. */
  responses: readonly ExpectedResponse[];
  /** The events that handlers record, with at least these fields. Default: none. */
  events?: readonly Partial<RecordedEvent>[];
}

export interface Difference extends Expectation {
  /** The difference applies to a mount that has one of these traits. */
  on: readonly Trait[];
  /** The cause of the difference, as a sentence. */
  reason: string;
}

/** One response, a list of responses of which each is right, or `none` if the server must stay silent. */
export type ExpectedResponse = ResponseSpec | readonly ResponseSpec[] | 'none';

export interface ResponseSpec {
  status: number;
  /** The receiver's outcome. Absent if the framework or the HTTP server responds instead. */
  outcome?: string;
  /** At least these headers. */
  headers?: Readonly<Record<string, string>>;
  /** The receiver threw, so the adapter responded and `onOutcome` was not called. */
  unreported?: true;
  /** The outcome has `retiredSecret: true`. */
  retiredSecret?: true;
}

export type Step =
  | RequestSpec
  /** Each request uses its own connection and starts `intervalMs` after the one before. Responses come in any order. */
  | { concurrently: readonly RequestSpec[]; intervalMs?: number }
  /** Closes the receiver. */
  | { close: true };

export interface RequestSpec {
  /** Default: `POST`. */
  method?: string;
  /** The request target. `{path}`, `{origin}` and `{signed}` (the query of a signed URL) are replaced. */
  target?: string;
  /** Default: `1.1`. */
  http?: '1.0' | '1.1';
  /** Added to `host` and `content-type: application/json`. `null` removes a header. */
  headers?: Readonly<Record<string, string | null>>;
  /** Text, or bytes in base64. Default: no body and no length. */
  body?: string | { base64: string };
  /**
   * How the end of the body is announced: its real length, chunks of a given number of bytes, or the given
   * Content-Length.
   */
  framing?: 'length' | { chunksOf: number } | { contentLength: string };
  /** Uses a new connection. Default: the connection of the request before, if the server keeps it open. */
  newConnection?: true;
  /** The client disconnects after sending, without waiting for the response. */
  disconnects?: true;
}
