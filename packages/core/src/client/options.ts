import type { Hooks } from './http/hooks.ts';
import type { RetryOptions } from './http/retry.ts';
import type { Dispatcher } from './http/transport/transport.ts';

/** The options of a call. They are the last argument of every method. */
export interface CallOptions {
  /**
   * Aborts the call, which then rejects with the reason of the signal. VZaps may have received the request already.
   */
  signal?: AbortSignal | undefined;
  /**
   * The longest time of one attempt, body included, in milliseconds. If the call sets it, the wait for an access token
   * has the same limit. Default: that of the client. Then the wait may last as long as all attempts of a token request.
   */
  timeoutMs?: number | undefined;
  /**
   * The largest response, in bytes. A larger one is not read to its end, and the call fails with `RESPONSE_TOO_LARGE`.
   * Default: that of the client.
   */
  maxResponseBytes?: number | undefined;
  /**
   * `true` decodes a file in the response while it arrives: its bytes are in `data.chunks`, and `data.data` is the data URL
   * without its content. A large file then takes its own size in memory, and does not block the event loop. For the calls
   * `messages.download…`. A file of less than 16 kB arrives in `data.data`. Default `false`.
   */
  decodeFile?: boolean | undefined;
  /** Replaces single values of the client's `retry` option for this call. */
  retry?: RetryOptions | undefined;
  /** Fields that this library does not know. They are sent unchanged and replace declared fields of the same name. */
  extra?: Readonly<Record<string, unknown>> | undefined;
}

/** The options of a call whose instance id is a positional argument. */
export interface InstanceCallOptions extends CallOptions {
  /** The instance's own token. Required if the client has no `clientSecret`. */
  instanceToken?: string | undefined;
}

/** The options of `new VZapsClient()`. */
export interface VZapsClientOptions extends Hooks {
  /** The client token. The VZaps app shows it under Security. */
  clientToken: string;
  /**
   * The client secret. The VZaps app shows it under Security. Without it each call needs an instance token, and calls
   * of the account (such as `instances.list`) are refused.
   */
  clientSecret?: string | undefined;
  /** The instance token for calls that bring none. For applications with one instance. */
  instanceToken?: string | undefined;
  /** The URL of the VZaps API. Default: `https://api.vzaps.com`. */
  baseUrl?: string | undefined;
  /** The longest time of one attempt, body included, in milliseconds. Default: 30 000. */
  timeoutMs?: number | undefined;
  /**
   * The largest response, in bytes. A larger one is not read to its end, and the call fails with `RESPONSE_TOO_LARGE`.
   * Default: 52 428 800 (50 MiB).
   */
  maxResponseBytes?: number | undefined;
  /** How failed requests are repeated. */
  retry?: RetryOptions | undefined;
  /** An access token is renewed this long before it expires, in milliseconds. Default: 60 000. */
  tokenSkewMs?: number | undefined;
  /** The name of your application. It is sent before the name of this library. */
  userAgent?: string | undefined;
  /** Sends the requests instead of undici. After an error of `fetch`, the client assumes that VZaps got the request. */
  fetch?: typeof globalThis.fetch | undefined;
  /** An undici dispatcher, such as a `ProxyAgent` or a `MockAgent`. Node only. The client does not close it. */
  dispatcher?: Dispatcher | undefined;
  /** The largest number of sockets that the client opens. Node only. Default: 32. */
  connections?: number | undefined;
}
