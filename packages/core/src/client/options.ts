import type { Hooks } from './http/hooks.ts';
import type { RetryOptions } from './http/retry.ts';
import type { Dispatcher } from './http/transport/transport.ts';

/** Options of the last argument of every call. */
export interface CallOptions {
  /** Aborts the call; it then rejects with the signal's own reason. What VZaps was told by then may be done. */
  signal?: AbortSignal | undefined;
  /** How long one attempt may take, body included, in milliseconds; and how long it may wait for its token before. */
  timeoutMs?: number | undefined;
  retry?: RetryOptions | undefined;
  /** Fields that VZaps takes and this library does not know yet: sent as they are, over the declared ones. */
  extra?: Readonly<Record<string, unknown>> | undefined;
}

/** Options of calls whose instance id is positional. */
export interface InstanceCallOptions extends CallOptions {
  /** The instance's own token. Needed where the client has no `clientSecret`. */
  instanceToken?: string | undefined;
}

export interface VZapsClientOptions extends Hooks {
  /** From the VZaps app, under Security. */
  clientToken: string;
  /** From the VZaps app, under Security. Without it calls need an instance token, and account calls are refused. */
  clientSecret?: string | undefined;
  /** For applications with one instance: used where a call brings no token of its own. */
  instanceToken?: string | undefined;
  /** Default: `https://api.vzaps.com`. */
  baseUrl?: string | undefined;
  /** How long one attempt may take, body included, in milliseconds. Default: 30 000. */
  timeoutMs?: number | undefined;
  retry?: RetryOptions | undefined;
  /** How long before its expiry a token is renewed, in milliseconds. Default: 60 000. */
  tokenSkewMs?: number | undefined;
  /** Put before the library's own name. */
  userAgent?: string | undefined;
  /** Makes the requests instead of undici. An error that it throws may come from a request that was taken. */
  fetch?: typeof globalThis.fetch | undefined;
  /** An undici dispatcher, such as a `ProxyAgent` or a `MockAgent`. Node only; it is yours to close. */
  dispatcher?: Dispatcher | undefined;
  /** How many sockets the client may open. Node only; default: 32. */
  connections?: number | undefined;
}
