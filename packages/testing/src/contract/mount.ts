import type { Receiver } from '@vzaps/core/webhooks';

/** A running server with the receiver at `url`. */
export interface Mounted {
  /** The URL of deliveries, without a signature: `http://127.0.0.1:4711/webhooks/vzaps`. */
  url: string;
  /** Stops the server. Called when the tests that use it have ended. */
  close(): Promise<void>;
}

/**
 * Starts a server of your framework on port 0 of 127.0.0.1, with your adapter around `receiver`. It is called once for
 * the whole contract.
 */
export type AdapterMount = (receiver: Receiver) => Promise<Mounted>;

/** A server in another runtime that hosts `contractServer()` of `@vzaps/testing/contract`. */
export interface RemoteMount {
  /** Starts the server. Resolves when it accepts connections. */
  start(): Promise<Mounted>;
}

/**
 * A mount for `adapterContract` whose server runs in another runtime, such as Bun or workerd.
 *
 * @param start Starts the server, with `contractServer()` in it.
 *
 * @example
 * import { adapterContract, remote } from '@vzaps/testing';
 *
 * async function startServerOnBun() {
 *   return { url: 'http://127.0.0.1:3000/vzaps', close: async () => {} };
 * }
 * adapterContract('my adapter on Bun', remote(startServerOnBun), { server: 'bun' });
 */
export function remote(start: () => Promise<Mounted>): RemoteMount {
  return { start };
}

/**
 * What handles a request between the network and the adapter:
 * - `bare`: nothing. The adapter receives the bytes as they arrive.
 * - `limited`: middleware with a body limit of its own, which reads a body without a length (Hono's `bodyLimit()`).
 * - `kept bytes`: middleware that has read the body and kept its bytes, without a limit and without decompression (in
 *   Hono, middleware that asked for the body).
 * - `hono json`: as `kept bytes`, and it responds to malformed JSON itself (`validator('json')`).
 * - `bytes`: a parser that keeps bytes (`express.raw()`). It decompresses and has a limit of its own.
 * - `text`: a parser that keeps text (`express.text()`). It decompresses and has a limit of its own.
 * - `json`: a parser that keeps a value, and responds to malformed JSON itself (`express.json()`, NestJS on Express).
 * - `json with bytes`: as `json`, and the bytes are kept as well (its `verify` hook, NestJS with `rawBody: true`).
 * - `fastify json`: NestJS on Fastify. It responds itself to every content type that it does not know.
 * - `fastify json with bytes`: the same with `rawBody: true`.
 *
 * The contract sends bodies of 2 MB to test limits, so a parser's own limit must be lower. Every default limit is lower.
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

/** The HTTP server of a mount. It responds itself to requests that are not valid HTTP. */
export type HttpServer = 'node' | 'bun' | 'deno' | 'workerd';

/** The properties of a mount that vectors can depend on. `post only`: a router responds to all other methods. */
export type Trait = MountKind | HttpServer | 'post only';

/** The properties of a mount that decide which results the contract expects. */
export interface MountOptions {
  /** What handles a request between the network and the adapter. Default: `bare`. */
  kind?: MountKind;
  /** `post` for a router that responds to other methods itself (`app.post()`, `@Post()`). Default: `all` (`app.use()`). */
  methods?: 'all' | 'post';
  /** Default: `node`. */
  server?: HttpServer;
}

export function traitsOf({ kind = 'bare', methods = 'all', server = 'node' }: MountOptions): readonly Trait[] {
  return methods === 'post' ? [kind, server, 'post only'] : [kind, server];
}
