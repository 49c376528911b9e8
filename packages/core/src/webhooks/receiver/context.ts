import type { EventType, Media, VZapsEvent, VZapsMessageEvent } from '../../events/index.ts';
import type { Delivery } from '../delivery/delivery.ts';
import { type DownloadedMedia, type DownloadOptions, downloadMedia } from '../messages/download.ts';
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
> = C extends ClientOption ? (T extends 'Message' ? ClientContext<C> & MessageActions : ClientContext<C>) : BaseContext;

interface ClientContext<C> extends BaseContext {
  /** The client that createReceiver() was given. If that is a function, the client of this instance. */
  client: ClientOf<C>;
}

export interface BaseContext {
  /** The instance that the verifier confirmed, else the receiver's option `instanceId`. Absent if neither names one. */
  instanceId?: string;
  /** Aborts when the handler exceeds `handlerTimeoutMs`, when its lease is lost, and when the receiver closes. */
  signal: AbortSignal;
  /** The request that contained the event. Absent for `dispatch()`. */
  delivery?: Delivery;
}

export interface MessageActions {
  /**
   * Sends an answer into the conversation of the message, from the number that received the message.
   *
   * @throws VZapsError `INVALID_REQUEST` if neither the delivery nor the client names the instance.
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
   * Downloads the media of the message, or the given media, such as that of a quoted message.
   *
   * @throws VZapsError `INVALID_REQUEST` if there is no media or no way to download it, `MEDIA_TOO_LARGE` above
   * `maxBytes`.
   * @example
   * import { VZapsClient } from '@vzaps/core/client';
   * import { createReceiver } from '@vzaps/core/webhooks';
   *
   * const vzaps = new VZapsClient({ clientToken: '…', clientSecret: '…' });
   * createReceiver({ verify: signer.verify, client: vzaps }).on('Message', async (message, { download }) => {
   *   if (message.media) return (await download(message.media, { maxBytes: 5_000_000 })).bytes;
   * });
   */
  download(media?: Media, options?: DownloadOptions): Promise<DownloadedMedia>;
}

type ContextSource = Omit<BaseContext, 'signal'>;

/** Fields are assigned and not spread, because this runs for every handler of every event. */
export function createContext(
  event: VZapsEvent,
  { instanceId, delivery }: ContextSource,
  lazySignal: LazySignal,
  client: ClientOption | undefined,
): BaseContext {
  const context: BaseContext = {
    get signal() {
      return lazySignal.signal;
    },
  };
  if (instanceId !== undefined) context.instanceId = instanceId;
  if (delivery !== undefined) context.delivery = delivery;
  if (!client) return context;
  // A getter, because a client that is created for each instance throws if the instance is unknown. Handlers that do not
  // use the client must still run.
  Object.defineProperty(context, 'client', {
    enumerable: true,
    get: () => (typeof client === 'function' ? findClient(client, instanceId) : client),
  });
  if (event.type !== 'Message') return context;
  return Object.assign(context, createMessageActions(event, instanceId, lazySignal, client));
}

function createMessageActions(
  event: VZapsMessageEvent,
  instanceId: string | undefined,
  lazySignal: LazySignal,
  client: ClientOption,
): MessageActions {
  /** The calls of the client, and the instance that each call must name. */
  const findMessages = (): [ClientPort['messages'], string | undefined] => {
    const { messages, instanceId: boundInstanceId } = findClient(client, instanceId);
    return [messages, boundInstanceId === undefined ? instanceId : undefined];
  };
  return {
    reply: async (message, options) => sendReply(...findMessages(), event, message, options),
    download: async (media = event.media, options) =>
      downloadMedia(...findMessages(), media, lazySignal.signal, options),
  };
}
