import type { Seen, SiteSetup } from './harness/scenario-setup.ts';
import type { Trait } from './mount.ts';

/** One promise of the contract, as data: what is sent to a site, what comes back, and what handlers saw. */
export interface Vector extends Expectation {
  name: string;
  setup?: SiteSetup;
  /** One after the other, over one connection for as long as the server keeps it open. */
  steps: readonly Step[];
  /** Where it goes otherwise, and why. The first that fits the mount counts. */
  but?: readonly Difference[];
}

export interface Expectation {
  /** One for each request, in the order of the steps. */
  answers: readonly ExpectedAnswer[];
  /** Every event that a handler recorded, with at least these facts. Default: none. */
  seen?: readonly Partial<Seen>[];
}

export interface Difference extends Expectation {
  /** The mounts that differ: each has one of these. */
  on: readonly Trait[];
  /** Whose doing it is. */
  because: string;
}

/** An answer; one of several where each is right; or none, for as long as the client cared to wait. */
export type ExpectedAnswer = Answer | readonly Answer[] | 'none';

export interface Answer {
  status: number;
  /** The receiver's word. Absent: somebody answers before it, or for it. */
  outcome?: string;
  /** At least these. */
  headers?: Readonly<Record<string, string>>;
  /** The adapter's own word: the receiver threw, and told nothing. */
  untold?: true;
  /** The receiver told that a secret is no longer the first of its list. */
  retiredSecret?: true;
}

export type Step =
  | RequestSpec
  /** Each over a connection of its own, started so many milliseconds after the one before. Answers in any order. */
  | { together: readonly RequestSpec[]; apartMs?: number }
  /** Closes the receiver. */
  | { close: true };

export interface RequestSpec {
  /** Default `POST`. */
  method?: string;
  /** On the request line. `{path}`, `{origin}` and `{signed}` (the query of a signed URL) are filled in. */
  target?: string;
  /** Default `1.1`. */
  http?: '1.0' | '1.1';
  /** Beside `host` and `content-type: application/json`; `null` takes one away. */
  headers?: Readonly<Record<string, string | null>>;
  /** Text, or bytes in base64. Default: nothing, not even a length. */
  body?: string | { base64: string };
  /** How the end of the body is told: by its length, in chunks of so many bytes, or by a length that is a lie. */
  framing?: 'length' | { chunksOf: number } | { claims: string };
  /** Over a connection of its own. Default: that of the request before, if its server keeps it. */
  newConnection?: true;
  /** The client leaves when it has sent everything, and gets no answer. */
  hangsUp?: true;
}
