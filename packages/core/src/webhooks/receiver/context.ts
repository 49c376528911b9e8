import { VZapsError } from '../../errors.ts';
import type { EventType, Media, VZapsEvent, VZapsMessageEvent } from '../../events/index.ts';
import type { Delivery } from '../delivery/delivery.ts';
import { type DownloadOptions, downloadMedia, type MediaOptions } from '../messages/media/download.ts';
import type { DownloadedMedia, DownloadedMediaStream } from '../messages/media/downloaded-media.ts';
import { type ReplyMessage, type ReplyOptions, sendReply } from '../messages/reply.ts';
import { type ClientOf, type ClientOption, type ClientPort, findClient } from './client-port.ts';
import type { LazySignal } from './lazy-signal.ts';

/**
 * The second argument of a handler. If the receiver has a client, it contains `client`, and for a `Message` also `reply`
 * and `download`.
 */
export type EventContext<
  C = undefined,
  T extends EventType | 'Unknown' = EventType | 'Unknown',
> = C extends ClientOption
  ? T extends 'Message'
    ? ClientContext<C> & MessageActions
    : ClientContext<C>
  : ContextWithoutClient;

/**
 * The context of a receiver without the option `client`. For `ctx.client`, `ctx.reply()` and `ctx.download()`, pass
 * `client: new VZapsClient({ clientToken, clientSecret })` to `createReceiver()`.
 */
// The compiler names this type in its error for `ctx.reply()`.
export interface ContextWithoutClient extends BaseContext {}

interface ClientContext<C> extends BaseContext {
  /** The client that createReceiver() was given. If that is a function, the client of this instance. */
  client: ClientOf<C>;
}

/** The part of a handler's second argument that every handler receives. */
export interface BaseContext {
  /** The instance that the verifier confirmed, else the receiver's option `instanceId`. Absent if neither names one. */
  instanceId?: string;
  /**
   * Aborts when the handler exceeds `handlerTimeoutMs`, when its lease is lost, when the receiver closes, and with the
   * signal that `dispatch()` was given.
   */
  signal: AbortSignal;
  /** The request that contained the event. Absent for `dispatch()`. */
  delivery?: Delivery;
}

/** The part of the second argument that handlers of `Message` receive from a receiver with the option `client`. */
export interface MessageActions {
  /**
   * Sends an answer into the conversation of the message, from the number that received the message.
   *
   * @throws VZapsError `INVALID_REQUEST` if neither the delivery nor the client names the instance, if the client is bound
   * to another instance, or if the reply has no content. The errors of the send call.
   * @example
   * import { VZapsClient } from '@vzaps/core/client';
   * import { createReceiver } from '@vzaps/core/webhooks';
   *
   * const vzaps = new VZapsClient({ clientToken: '…', clientSecret: '…' });
   * createReceiver({ verify: signer.verify, client: vzaps }).on('Message', async (message, { reply }) => {
   *   if (message.text === 'ping') await reply('pong', { quote: true });
   * });
   */
  reply(message: string | ReplyMessage, options?: ReplyOptions): Promise<{ messageId: string }>;
  /**
   * Downloads the media of the message, or the given media, such as that of a quoted message. A file that VZaps has stored
   * is read from its URL. If that fails, or sends no byte for ten seconds, the download route of the API is used.
   *
   * @throws VZapsError `INVALID_REQUEST` if there is no media or no way to download it. `INVALID_OPTION` for a wrong option.
   * `MEDIA_TOO_LARGE` above `maxBytes`. `MEDIA_URL_REFUSED` if the URL is not https, its host has no public address, or it
   * redirects to such a URL or more than five times. The errors of the download call.
   * @example
   * import { VZapsClient } from '@vzaps/core/client';
   * import { createReceiver } from '@vzaps/core/webhooks';
   *
   * const vzaps = new VZapsClient({ clientToken: '…', clientSecret: '…' });
   * createReceiver({ verify: signer.verify, client: vzaps }).on('Message', async (message, { download }) => {
   *   if (message.media) return (await download(message.media, { maxBytes: 5_000_000 })).bytes;
   * });
   */
  download(media?: Media, options?: DownloadOptions & { stream?: false | undefined }): Promise<DownloadedMedia>;
  /** With `stream: true` the file is read while it arrives. */
  download(media: Media | undefined, options: DownloadOptions & { stream: true }): Promise<DownloadedMediaStream>;
}

interface ContextSource {
  instanceId?: string | undefined;
  delivery?: Delivery | undefined;
}

/**
 * A context whose signal is created at the first access. The getter is a property of the context itself, so that a copy of
 * the context has the signal. All contexts share one getter: V8 takes 1.4 µs for an object with a getter of its own, and
 * 0.2 µs for this (measured on Node 20).
 */
class HandlerContext {
  declare signal: AbortSignal;
  declare instanceId?: string;
  declare delivery?: Delivery;
  readonly #lazySignal: LazySignal;

  constructor(lazySignal: LazySignal, instanceId: string | undefined, delivery: Delivery | undefined) {
    this.#lazySignal = lazySignal;
    if (instanceId !== undefined) this.instanceId = instanceId;
    if (delivery !== undefined) this.delivery = delivery;
    Object.defineProperty(this, 'signal', SIGNAL);
  }

  /** For programs without types. A context of a receiver with a client has methods of its own in place of these two. */
  async reply(): Promise<never> {
    throw createMissingClientError('reply');
  }

  async download(): Promise<never> {
    throw createMissingClientError('download');
  }

  /** `context` may also inherit from a context. */
  static readSignal(context: object): AbortSignal {
    let owner = context;
    while (!(#lazySignal in owner)) owner = Object.getPrototypeOf(owner);
    return owner.#lazySignal.signal;
  }
}

function createMissingClientError(method: string): VZapsError {
  return new VZapsError(
    'INVALID_REQUEST',
    `ctx.${method}() needs a Message and a receiver with the option \`client\`, such as ` +
      '`new VZapsClient({ clientToken, clientSecret })`.',
  );
}

const SIGNAL: PropertyDescriptor = {
  enumerable: true,
  configurable: true,
  get(this: object) {
    return HandlerContext.readSignal(this);
  },
};

/** Fields are assigned and not spread, because this runs for every handler of every event. */
export function createContext(
  event: VZapsEvent,
  { instanceId, delivery }: ContextSource,
  lazySignal: LazySignal,
  client: ClientOption | undefined,
  media?: MediaOptions,
): BaseContext {
  const context: BaseContext = new HandlerContext(lazySignal, instanceId, delivery);
  if (!client) return context;
  // A getter, because a client that is created for each instance throws if the instance is unknown. Handlers that do not
  // use the client must still run.
  Object.defineProperty(context, 'client', {
    enumerable: true,
    get: () => (typeof client === 'function' ? findClient(client, instanceId) : client),
  });
  if (event.type !== 'Message') return context;
  return Object.assign(context, createMessageActions(event, instanceId, lazySignal, client, media));
}

function createMessageActions(
  event: VZapsMessageEvent,
  instanceId: string | undefined,
  lazySignal: LazySignal,
  client: ClientOption,
  settings: MediaOptions | undefined,
): MessageActions {
  /** The calls of the client, and the instance that each call must name. */
  const findMessages = (): [ClientPort['messages'], string | undefined] => {
    const { messages, instanceId: boundInstanceId } = findClient(client, instanceId);
    return [messages, boundInstanceId === undefined ? instanceId : undefined];
  };
  return {
    reply: async (message, options) => sendReply(...findMessages(), event, message, options),
    // One implementation for both signatures, which TypeScript cannot check.
    download: (async (media = event.media, options) => {
      const [messages, boundInstanceId] = findMessages();
      const { signal } = lazySignal;
      return downloadMedia({ messages, instanceId: boundInstanceId, media, signal, options, settings });
    }) as MessageActions['download'],
  };
}
