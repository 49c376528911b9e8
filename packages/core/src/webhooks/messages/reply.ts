import type { MediaInput } from '../../client/index.ts';
import { VZapsError } from '../../errors.ts';
import type { VZapsMessageEvent } from '../../events/index.ts';

interface Sent {
  data: { messageId: string };
}

/** Where to send, as the send calls take it. `instanceId` is left out for a client bound to one instance. */
interface Target {
  instanceId?: string | undefined;
  phone: string;
  replyToMessageId?: string | undefined;
}

/** What replying needs of a client. `VZapsClient` has it; so has `vzaps.forInstance(id)`. */
export interface MessagesPort {
  sendText(request: Target & { message: string }): PromiseLike<Sent>;
  sendImage?(request: Target & { image: MediaInput; caption?: string | undefined }): PromiseLike<Sent>;
  sendVideo?(request: Target & { video: MediaInput; caption?: string | undefined }): PromiseLike<Sent>;
  sendAudio?(request: Target & { audio: MediaInput; ptt?: boolean | undefined }): PromiseLike<Sent>;
  sendDocument?(
    request: Target & { document: MediaInput; fileName?: string | undefined; caption?: string | undefined },
  ): PromiseLike<Sent>;
  sendSticker?(request: Target & { sticker: MediaInput }): PromiseLike<Sent>;
}

/** A reply that is more than text. Media as the send calls take it: a URL, a data URL, bytes, … */
export type ReplyMessage =
  | { message: string }
  | { image: MediaInput; caption?: string }
  | { video: MediaInput; caption?: string }
  | { audio: MediaInput; ptt?: boolean }
  | { document: MediaInput; fileName?: string; caption?: string }
  | { sticker: MediaInput };

export interface ReplyOptions {
  /** Quote the message that is answered. Default: no. */
  quote?: boolean;
}

const SENDERS = {
  message: 'sendText',
  image: 'sendImage',
  video: 'sendVideo',
  audio: 'sendAudio',
  document: 'sendDocument',
  sticker: 'sendSticker',
} as const;

/** Sends an answer into the conversation of `event`. A group is answered in the group. */
export async function sendReply(
  messages: MessagesPort,
  instanceId: string | undefined,
  event: VZapsMessageEvent,
  reply: string | ReplyMessage,
  { quote = false }: ReplyOptions = {},
): Promise<{ messageId: string }> {
  const content = typeof reply === 'string' ? { message: reply } : reply;
  const kind = (Object.keys(SENDERS) as (keyof typeof SENDERS)[]).find((each) => each in content);
  const send = kind && (messages[SENDERS[kind]] as ((request: object) => PromiseLike<Sent>) | undefined);
  if (!send) {
    throw new VZapsError(
      'INVALID_REQUEST',
      `ctx.reply() takes a text, or an object with one of: ${Object.keys(SENDERS).join(', ')}; and the client needs ` +
        'the send call for it.',
    );
  }
  const { data } = await send.call(messages, {
    ...(instanceId && { instanceId }),
    phone: recipientOf(event),
    ...content,
    ...(quote && { replyToMessageId: event.messageId }),
  });
  return { messageId: data.messageId };
}

/** The group, or the person's phone; a hidden number's own JID where there is no phone. */
function recipientOf({ isGroup, phone, chat, sender }: VZapsMessageEvent): string {
  if (isGroup) return chat;
  return phone ?? (chat.endsWith('@broadcast') ? sender : chat);
}
