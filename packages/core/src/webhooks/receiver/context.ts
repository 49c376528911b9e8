import type { EventType, Media, VZapsEvent, VZapsMessageEvent } from '../../events/index.ts';
import type { Delivery } from '../delivery/delivery.ts';
import { type DownloadedMedia, type DownloadOptions, downloadMedia } from '../messages/download.ts';
import { type ReplyMessage, type ReplyOptions, sendReply } from '../messages/reply.ts';
import { type ClientOf, type ClientOption, type ClientPort, clientFor } from './client-port.ts';
import type { LazySignal } from './lazy-signal.ts';

/** What a handler gets beside the event. With a client it has `client`, and for a `Message` `reply` and `download`. */
export type EventContext<
  C = undefined,
  T extends EventType | 'Unknown' = EventType | 'Unknown',
> = C extends ClientOption ? (T extends 'Message' ? ClientContext<C> & MessageActions : ClientContext<C>) : BaseContext;

interface ClientContext<C> extends BaseContext {
  /** The client as it was given; of `(instanceId) => client`, the one for this instance. */
  client: ClientOf<C>;
}

export interface BaseContext {
  /** The instance that the verifier proved; absent where it proves none. */
  instanceId?: string;
  /** Aborts on the handler's time limit, and when the receiver closes. */
  signal: AbortSignal;
  /** The request that brought the event; absent for `dispatch()`. */
  delivery?: Delivery;
}

export interface MessageActions {
  /**
   * Answers in the message's conversation, from the number that received it.
   *
   * @throws VZapsError `INVALID_REQUEST` where neither the delivery nor the client names the instance.
   */
  reply(message: string | ReplyMessage, options?: ReplyOptions): Promise<{ messageId: string }>;
  /**
   * The bytes of the message's media, or of `media`, such as a quoted one.
   *
   * @throws VZapsError `INVALID_REQUEST`, `MEDIA_TOO_LARGE`.
   */
  download(media?: Media, options?: DownloadOptions): Promise<DownloadedMedia>;
}

type Facts = Omit<BaseContext, 'signal'>;

export function createContext(
  event: VZapsEvent,
  facts: Facts,
  lazy: LazySignal,
  client: ClientOption | undefined,
): BaseContext {
  const { instanceId, delivery } = facts;
  // Assigned, not spread: this runs for every handler of every event.
  const base: BaseContext = {
    get signal() {
      return lazy.signal;
    },
  };
  if (instanceId !== undefined) base.instanceId = instanceId;
  if (delivery !== undefined) base.delivery = delivery;
  if (!client) return base;
  // Asked for only where it is used: a client for each instance needs to know which.
  Object.defineProperty(base, 'client', {
    enumerable: true,
    get: () => (typeof client === 'function' ? clientFor(client, instanceId) : client),
  });
  return event.type === 'Message' ? Object.assign(base, actionsOf(event, instanceId, lazy, client)) : base;
}

function actionsOf(
  event: VZapsMessageEvent,
  instanceId: string | undefined,
  lazy: LazySignal,
  client: ClientOption,
): MessageActions {
  const acting = (): [ClientPort['messages'], string | undefined] => {
    const { messages, instanceId: bound } = clientFor(client, instanceId);
    return [messages, bound === undefined ? instanceId : undefined];
  };
  return {
    reply: async (message, options) => sendReply(...acting(), event, message, options),
    download: async (media = event.media, options) => downloadMedia(...acting(), media, lazy.signal, options),
  };
}
