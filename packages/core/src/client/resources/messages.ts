import * as z from 'zod';
import { flat, positional } from '../routes/define-route.ts';
import { done, opaque, string } from '../schema/common.ts';
import { optionalText, text } from '../schema/id.ts';
import { downloadInfo } from '../schema/media/download-info.ts';
import { media } from '../schema/media/media.ts';
import { phone } from '../schema/phone.ts';
import { pollVote } from '../schema/poll-vote.ts';
import { openRequestObject, requestObject } from '../schema/request-object.ts';
import { confirmation, responseObject } from '../schema/response-object.ts';
import { time } from '../schema/time.ts';
import { webUrl } from '../schema/url.ts';
import { anySendFields, send } from './send-route.ts';

const button = requestObject({ id: text, text });
const row = requestObject({ id: text, title: text, description: optionalText });
const section = requestObject({ title: text, rows: z.array(row).min(1) });
const pollOptions = z.array(text).min(2).max(12);

const reactionPath = '/instances/:instanceId/chat/react';
const messagePath = '/instances/:instanceId/chat/messages/:messageId';
/** The bytes that the option `decodeFile` makes of `data`. JSON cannot contain them. */
const chunks = z.custom<readonly Uint8Array[]>((value) => [value].flat()[0] instanceof Uint8Array).optional();
/** `data` is a data URL (documented). */
const downloadedFile = responseObject({ mimetype: string, data: text, chunks }, { data: ['file', 'base64', 'media'] });
const pollResponse = confirmation(
  responseObject({
    id: string,
    details: string,
    timestamp: z.union([z.string(), z.number()]).optional(),
  }).optional(),
);
const download = { requestSchema: downloadInfo, responseSchema: downloadedFile, repeatable: true } as const;

/** Sends messages and changes messages that were sent. */
export const messages = {
  /**
   * Sends a text. Receipts and replies name the message by `data.messageId`.
   *
   * @example
   * const { data } = await client.messages.sendText({ instanceId: 'VZ1', phone: '5511999999999', message: 'Hello' });
   */
  sendText: send('text', { message: text }),
  /**
   * Sends an image: a URL, a data URL, bytes, a `Blob` or a stream. All media calls accept these.
   *
   * @example
   * const image = 'https://example.com/menu.jpg';
   * await client.messages.sendImage({ instanceId: 'VZ1', phone: '5511999999999', image, caption: 'Our menu' });
   */
  sendImage: send('image', { image: media('image/jpeg'), caption: optionalText }),
  /** Sends audio. `ptt: true` sends a voice note, which WhatsApp shows with its waveform. */
  sendAudio: send('audio', { audio: media('audio/ogg'), ptt: z.boolean().optional() }),
  /** Sends a file. */
  sendDocument: send('document', {
    document: media('application/octet-stream'),
    fileName: optionalText,
    caption: optionalText,
  }),
  /** Sends a video. */
  sendVideo: send('video', { video: media('video/mp4'), caption: optionalText }),
  /** Sends a sticker. */
  sendSticker: send('sticker', { sticker: media('image/webp') }),
  /** Sends a video that WhatsApp plays in a loop without sound. */
  sendGif: send('gif', { gif: media('video/mp4'), caption: optionalText }),
  /** Sends a place on the map. `latitude` is from -90 to 90, `longitude` from -180 to 180 degrees. */
  sendLocation: send('location', {
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    name: optionalText,
    address: optionalText,
  }),
  /** Sends a contact card. */
  sendContact: send('contact', { contactName: text, contactPhone: phone }),
  /** Sends a text with buttons. A press arrives as a `Message` event whose content kind is `buttonReply`. */
  sendButtons: send('buttons', { message: text, buttons: z.array(button).min(1), footer: optionalText }),
  /** Sends a list of rows. A choice arrives as a `Message` event whose content kind is `listReply`. */
  sendList: send('list', {
    title: text,
    description: text,
    buttonText: text,
    sections: z.array(section).min(1),
    footer: optionalText,
  }),
  /** Sends a link with a preview. */
  sendLink: send('link', {
    message: text,
    linkUrl: webUrl,
    title: text,
    linkDescription: z.string(),
    jpegThumbnail: optionalText,
  }),
  /**
   * Sends a poll with 2 to 12 options. `selectableOptionsCount` is the number of options that a person may choose
   * (default: 1; 0: any number). `endTime` must be in the future.
   *
   * @example
   * const options = ['Pizza', 'Salad'];
   * await client.messages.sendPoll({ instanceId: 'VZ1', phone: '5511999999999', name: 'Lunch?', options });
   */
  sendPoll: send('poll', {
    name: text,
    options: pollOptions,
    selectableOptionsCount: z.int().min(0).max(12).optional(),
    hideParticipantNames: z.boolean().optional(),
    endTime: time.optional(),
    allowAddOption: z.boolean().optional(),
  }),
  /**
   * Calls any route below `chat/`, such as a route that this library does not know yet. `path` is `send/text` or
   * `/send/text`. The names of the other send calls
   * may be in camelCase. All other fields are sent unchanged. The call is not repeated.
   *
   * @example
   * await client.messages.send('VZ1', 'send/text', { phone: '5511999999999', message: 'Hello' });
   */
  send: positional('POST /instances/:instanceId/chat/:path*', ['instanceId', 'path', 'data?'], {
    requestSchema: openRequestObject(anySendFields),
    responseSchema: opaque,
  }),
  /** Votes in a poll: give either `vote` or `selectedOptions`. The id of your own poll is `me:<id>`. */
  pollVote: flat('POST /instances/:instanceId/chat/poll/vote', {
    requestSchema: pollVote,
    responseSchema: pollResponse,
  }),
  /** Reacts to a message with an emoji. */
  react: flat(`POST ${reactionPath}`, {
    requestSchema: requestObject({ phone, messageId: text, reaction: text }),
    responseSchema: done,
    repeatable: true,
  }),
  /** Removes your reaction from a message. */
  removeReaction: flat(`DELETE ${reactionPath}`, {
    requestSchema: requestObject({ phone, messageId: text }),
    responseSchema: done,
    repeatable: true,
  }),
  /** Shows the other person that you are typing (`composing`), recording (with `media: 'audio'`) or have `paused`. */
  presence: flat('POST /instances/:instanceId/chat/presence', {
    requestSchema: requestObject({ phone, state: text, media: optionalText }),
    responseSchema: done,
    repeatable: true,
  }),
  /** Marks messages of a chat as read. In a group, `sender` is the person who wrote them. */
  markRead: flat('POST /instances/:instanceId/chat/markread', {
    requestSchema: requestObject({ id: z.array(text).min(1), chat: phone, sender: phone.optional() }),
    responseSchema: done,
    repeatable: true,
  }),
  /**
   * Downloads an image of a received message. `data.data` is a data URL. In a handler, `ctx.download()` is shorter.
   *
   * @example
   * if (event.type === 'Message' && event.media) {
   *   await client.messages.downloadImage({ instanceId: 'VZ1', ...event.media.downloadInfo });
   * }
   */
  downloadImage: flat('POST /instances/:instanceId/chat/downloadimage', download),
  /** Downloads a video of a received message. `data.data` is a data URL. */
  downloadVideo: flat('POST /instances/:instanceId/chat/downloadvideo', download),
  /** Downloads audio of a received message. `data.data` is a data URL. */
  downloadAudio: flat('POST /instances/:instanceId/chat/downloadaudio', download),
  /** Downloads a file of a received message. `data.data` is a data URL. */
  downloadDocument: flat('POST /instances/:instanceId/chat/downloaddocument', download),
  /** Replaces the text of a message that was sent. */
  edit: flat(`PATCH ${messagePath}`, {
    requestSchema: requestObject({ message: text, phone: phone.optional() }),
    responseSchema: done,
  }),
  /** Deletes a message that was sent. */
  delete: flat(`DELETE ${messagePath}`, {
    requestSchema: requestObject({ phone: phone.optional() }),
    responseSchema: done,
  }),
};
