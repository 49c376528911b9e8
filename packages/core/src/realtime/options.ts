import type { RealtimeCredentials } from '../client/http/realtime-credentials.ts';
import type { Subscription } from '../client/schema/event-names.ts';
import type { VZapsEvent } from '../events/index.ts';
import type { Outcome } from '../webhooks/outcome.ts';
import type { Receiver } from '../webhooks/receiver/receiver.ts';
import type { RealtimeCursor } from './cursor/realtime-cursor.ts';
import type { RealtimeStatus } from './realtime-status.ts';

/** The part of a `VZapsClient` that a realtime source uses. */
export interface RealtimeClient {
  /** Returns what a connection sends in its handshake. `refresh` asks for a new access token. */
  realtimeCredentials(
    instanceId: string,
    options?: { instanceToken?: string | undefined; refresh?: boolean | undefined; signal?: AbortSignal | undefined },
  ): Promise<RealtimeCredentials>;
}

/** Why a realtime source stopped dispatching an event. */
export interface RealtimeGivenUp {
  /** The instance of the realtime source. */
  readonly instanceId: string;
  /** The id of the event, if it has one. */
  readonly eventId: string | undefined;
  /** How often the event was dispatched. */
  readonly attempts: number;
  /** The outcome of the last attempt. */
  readonly outcome: Outcome;
}

/** The options of `createRealtime()`. */
export interface RealtimeOptions {
  /** The client of the account. It needs a `clientSecret`. */
  client: RealtimeClient;
  /** The instance whose events arrive. One source has one instance. */
  instanceId: string;
  /** The instance's own token. Default: that of the client. */
  instanceToken?: string | undefined;
  /** The receiver whose handlers get the events. Its verifier is not used. */
  receiver: Pick<Receiver, 'dispatch'> & Partial<Pick<Receiver, 'onClose'>>;
  /** The event types to ask for. Default: the types to which the instance is subscribed. */
  events?: readonly Subscription[] | undefined;
  /** The URL of the WebSocket. Default: `wss://realtime.vzaps.com/events/ws`. */
  url?: string | undefined;
  /** Where the position is kept across restarts, such as `redisCursor()`. Default: in memory. */
  cursor?: RealtimeCursor | undefined;
  /**
   * Where the credentials are sent. `headers` is the default. `query` puts them into the URL, where proxies may log
   * them. Only browsers need it, and credentials do not belong in a browser.
   */
  credentials?: 'headers' | 'query' | undefined;
  /** Called with each new state. Default: a line on stderr for `waiting` and `failed`. */
  onState?: ((status: RealtimeStatus) => unknown) | undefined;
  /** Called with an event that failed at every attempt. Default: a line on stderr without the content of the event. */
  onGivenUp?: ((event: VZapsEvent, info: RealtimeGivenUp) => unknown) | undefined;
  /** An abort closes the source, like `close()`. */
  signal?: AbortSignal | undefined;
  /**
   * The wait before the next connection attempt, in milliseconds: a random time up to `baseMs`, which doubles up to
   * `maxMs`. It begins anew after a connection that was open for `maxMs`. Default: `{ baseMs: 1_000, maxMs: 30_000 }`.
   */
  reconnect?: { baseMs?: number | undefined; maxMs?: number | undefined } | undefined;
  /**
   * How the source retries an event that was not handled: at most `attempts` times, after `baseMs` milliseconds, which
   * doubles up to `maxMs`. Default: `{ attempts: 8, baseMs: 1_000, maxMs: 300_000 }`.
   */
  retry?: { attempts?: number | undefined; baseMs?: number | undefined; maxMs?: number | undefined } | undefined;
  /**
   * Whether handled events are acknowledged. Without an acknowledgement VZaps may send them again, for example to another
   * application of the same instance. Default: `true`. Pass `false` to a tool that only watches.
   */
  acknowledge?: boolean | undefined;
  /** The largest number of events that are dispatched or wait for a retry at the same time. Default: 256. */
  maxUnacked?: number | undefined;
  /** The largest frame after decompression, in bytes. A larger one ends the connection. Default: 67 108 864 (64 MiB). */
  maxFrameBytes?: number | undefined;
  /**
   * The connection is replaced when nothing arrived for this time, in milliseconds. Where the runtime can send pings, the
   * source sends three in this time, so a quiet connection stays open. Default: 60 000, or 300 000 without pings.
   */
  silenceMs?: number | undefined;
}
