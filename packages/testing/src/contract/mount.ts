import type { Receiver } from '@vzaps/core/webhooks';

/** A server that is up, with the receiver at `url`. */
export interface Mounted {
  /** Where deliveries go, without a signature: `http://127.0.0.1:4711/webhooks/vzaps`. */
  url: string;
  close(): Promise<void>;
}

/** Starts a server of your framework on port 0 of 127.0.0.1, with your adapter around `receiver`. Called once. */
export type AdapterMount = (receiver: Receiver) => Promise<Mounted>;

/** A server that hosts `contractServer()` of `@vzaps/testing/contract`, wherever it runs. */
export interface RemoteMount {
  start(): Promise<Mounted>;
}

/** For runtimes in which no test runner runs: `start` brings up a server there, with `contractServer()` in it. */
export function remote(start: () => Promise<Mounted>): RemoteMount {
  return { start };
}

/**
 * What stands between the wire and the adapter:
 * - `bare`: nothing. The bytes reach us as they come.
 * - `limited`: something with a limit of its own, which reads a body without a length to count it (Hono's `bodyLimit()`).
 * - `kept bytes`: something has read the body and kept its bytes, without a limit and without inflating them (in
 *   Hono, middleware that asked for the body).
 * - `hono json`: the same, and it answers malformed JSON itself (`validator('json')`).
 * - `bytes`: a parser that leaves bytes (`express.raw()`). It inflates them, and has a limit of its own.
 * - `text`: a parser that leaves text, likewise (`express.text()`).
 * - `json`: a parser that leaves a value, and answers malformed JSON itself (`express.json()`, NestJS on Express).
 * - `json with bytes`: one that keeps the bytes for us, too (its `verify` hook; NestJS with `rawBody: true`).
 * - `fastify json`: NestJS on Fastify. It answers every content type that it does not know.
 * - `fastify json with bytes`: the same with `rawBody: true`.
 *
 * A parser's limit must be under 2 MB, which is what the contract sends to see it; their defaults are.
 */
export type MountKind =
  | 'bare'
  | 'limited'
  | 'kept bytes'
  | 'hono json'
  | 'bytes'
  | 'text'
  | 'json'
  | 'json with bytes'
  | 'fastify json'
  | 'fastify json with bytes';

/** Whose HTTP server it is: what cannot be parsed as HTTP is answered by it. */
export type HttpServer = 'node' | 'bun' | 'deno' | 'workerd';

/** What vectors know of a mount. `post only`: a router answers all other methods itself. */
export type Trait = MountKind | HttpServer | 'post only';

export interface MountOptions {
  /** What stands before the adapter in this mount. Default `bare`. */
  kind?: MountKind;
  /** `post` for a router that answers other methods itself (`app.post()`, `@Post()`). Default `all` (`app.use()`). */
  methods?: 'all' | 'post';
  /** Default `node`. */
  server?: HttpServer;
}

export function traitsOf({ kind = 'bare', methods = 'all', server = 'node' }: MountOptions): readonly Trait[] {
  return methods === 'post' ? [kind, server, 'post only'] : [kind, server];
}
