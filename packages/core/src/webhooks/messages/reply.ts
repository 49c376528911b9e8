import type { MediaInput } from '../../client/index.ts';
import { VZapsError } from '../../errors.ts';
import type { VZapsMessageEvent } from '../../events/index.ts';

interface SendResponse {
  data: { messageId: string };
}

/** The recipient fields of a send call. A client that is bound to one instance needs no `instanceId`. */
interface Recipient {
  instanceId?: string | undefined;
  phone: string;
  replyToMessageId?: string | undefined;
}

/** The calls that send a reply, for a client of your own. `VZapsClient` and `vzaps.forInstance(id)` have them. */
export interface MessagesPort {
  /** Sends a text. */
  sendText(request: Recipient & { message: string }): PromiseLike<SendResponse>;
  /** Sends an image. Without this call, `ctx.reply({ image })` rejects with `INVALID_REQUEST`. */
  sendImage?(request: Recipient & { image: MediaInput; caption?: string | undefined }): PromiseLike<SendResponse>;
  /** Sends a video. Without this call, `ctx.reply({ video })` rejects with `INVALID_REQUEST`. */
  sendVideo?(request: Recipient & { video: MediaInput; caption?: string | undefined }): PromiseLike<SendResponse>;
  /**
   * Sends an audio file, or a voice message with `ptt: true`. Without this call, `ctx.reply({ audio })` rejects with
   * `INVALID_REQUEST`.
   */
  sendAudio?(request: Recipient & { audio: MediaInput; ptt?: boolean | undefined }): PromiseLike<SendResponse>;
  /** Sends a document. Without this call, `ctx.reply({ document })` rejects with `INVALID_REQUEST`. */
  sendDocument?(
    request: Recipient & { document: MediaInput; fileName?: string | undefined; caption?: string | undefined },
  ): PromiseLike<SendResponse>;
  /** Sends a sticker. Without this call, `ctx.reply({ sticker })` rejects with `INVALID_REQUEST`. */
  sendSticker?(request: Recipient & { sticker: MediaInput }): PromiseLike<SendResponse>;
}

/** A reply that is more than text. Media is a URL, a data URL, bytes, or whatever else the send calls accept. */
export type ReplyMessage =
  | { message: string }
  | { image: MediaInput; caption?: string }
  | { video: MediaInput; caption?: string }
  | { audio: MediaInput; ptt?: boolean }
  | { document: MediaInput; fileName?: string; caption?: string }
  | { sticker: MediaInput };

/** The options of `ctx.reply()`. */
export interface ReplyOptions {
  /** Whether to quote the message that is answered. Default `false`. */
  quote?: boolean;
}

const SEND_CALLS = {
  message: 'sendText',
  image: 'sendImage',
  video: 'sendVideo',
  audio: 'sendAudio',
  document: 'sendDocument',
  sticker: 'sendSticker',
} as const;

type ReplyKind = keyof typeof SEND_CALLS;

/** Sends an answer into the conversation of `event`: to the group, or to the person. */
export async function sendReply(
  messages: MessagesPort,
  instanceId: string | undefined,
  event: VZapsMessageEvent,
  reply: string | ReplyMessage,
  { quote = false }: ReplyOptions = {},
): Promise<{ messageId: string }> {
  const content = typeof reply === 'string' ? { message: reply } : reply;
  const kind = (Object.keys(SEND_CALLS) as ReplyKind[]).find((each) => each in content);
  const send = kind && (messages[SEND_CALLS[kind]] as ((request: object) => PromiseLike<SendResponse>) | undefined);
  if (!send) throw createUnsupportedReplyError(kind);
  const { data } = await send.call(messages, {
    ...(instanceId && { instanceId }),
    phone: selectRecipient(event),
    ...content,
    ...(quote && { replyToMessageId: event.messageId }),
  });
  return { messageId: data.messageId };
}

function createUnsupportedReplyError(kind: ReplyKind | undefined): VZapsError {
  return new VZapsError(
    'INVALID_REQUEST',
    kind
      ? `ctx.reply(): the client has no call ${SEND_CALLS[kind]}(). Pass a VZapsClient as the option \`client\` of ` +
          'createReceiver().'
      : `ctx.reply(): the reply has no content. Pass a text, or an object with one of ${Object.keys(SEND_CALLS).join(', ')}.`,
  );
}

/** The group, or the person's phone. If the phone is unknown, the JID of the hidden number. */
function selectRecipient({ isGroup, phone, chat, sender }: VZapsMessageEvent): string {
  if (isGroup) return chat;
  return phone ?? (chat.endsWith('@broadcast') ? sender : chat);
}
