import * as z from 'zod';
import { flat, positional } from '../routes/define-route.ts';
import { done, opaque, string } from '../schema/common.ts';
import { text } from '../schema/id.ts';
import { mediaNode } from '../schema/media/download-info.ts';
import { media } from '../schema/media/media.ts';
import { phone } from '../schema/phone.ts';
import { pollVote } from '../schema/poll-vote.ts';
import { openRequestBody, requestBody } from '../schema/request-object.ts';
import { answer, confirmation } from '../schema/response-object.ts';
import { time } from '../schema/time.ts';
import { webUrl } from '../schema/url.ts';
import { anySent, optionalText, send } from './send-route.ts';

const button = requestBody({ id: text, text });
const row = requestBody({ id: text, title: text, description: optionalText });
const section = requestBody({ title: text, rows: z.array(row).min(1) });
const pollOptions = z.array(text).min(2).max(12);

const reactions = '/instances/:instanceId/chat/react';
const message = '/instances/:instanceId/chat/messages/:messageId';
/** `data` is a data URL (doc). */
const file = answer({ mimetype: string, data: text }, { data: ['file', 'base64', 'media'] });
const voted = confirmation(
  answer({ id: string, details: string, timestamp: z.union([z.string(), z.number()]).optional() }).optional(),
);
const download = { takes: mediaNode, gives: file, repeatable: true } as const;

/** Sending, and what can be done to messages. */
export const messages = {
  /** Sends a text; `data.messageId` is the id by which receipts and replies will name it. */
  sendText: send('text', { message: text }),
  /** Sends an image, as every media call does: by URL, data URL, bytes, `Blob` or stream. */
  sendImage: send('image', { image: media('image/jpeg'), caption: optionalText }),
  /** `ptt`: a voice note, shown with its waveform. */
  sendAudio: send('audio', { audio: media('audio/ogg'), ptt: z.boolean().optional() }),
  sendDocument: send('document', {
    document: media('application/octet-stream'),
    fileName: optionalText,
    caption: optionalText,
  }),
  sendVideo: send('video', { video: media('video/mp4'), caption: optionalText }),
  sendSticker: send('sticker', { sticker: media('image/webp') }),
  sendGif: send('gif', { gif: media('video/mp4'), caption: optionalText }),
  sendLocation: send('location', {
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    name: optionalText,
    address: optionalText,
  }),
  sendContact: send('contact', { contactName: text, contactPhone: phone }),
  sendButtons: send('buttons', { message: text, buttons: z.array(button).min(1), footer: optionalText }),
  sendList: send('list', {
    title: text,
    description: text,
    buttonText: text,
    sections: z.array(section).min(1),
    footer: optionalText,
  }),
  sendLink: send('link', {
    message: text,
    linkUrl: webUrl,
    title: text,
    linkDescription: z.string(),
    jpegThumbnail: optionalText,
  }),
  /** `selectableOptionsCount`: 1 unless told, 0 for any number. `endTime` must lie ahead. */
  sendPoll: send('poll', {
    name: text,
    options: pollOptions,
    selectableOptionsCount: z.int().min(0).max(12).optional(),
    hideParticipantNames: z.boolean().optional(),
    endTime: time.optional(),
    allowAddOption: z.boolean().optional(),
  }),
  /** Any route below `chat/`, such as one to come. Fields of the send calls may be in camelCase; all else goes as it is. */
  send: positional('POST /instances/:instanceId/chat/:path*', ['instanceId', 'path', 'data?'], {
    takes: openRequestBody(anySent),
    gives: opaque,
  }),
  /** Votes by `vote` or by `selectedOptions`. Own polls are named `me:<id>`. */
  pollVote: flat('POST /instances/:instanceId/chat/poll/vote', { takes: pollVote, gives: voted }),
  react: flat(`POST ${reactions}`, {
    takes: requestBody({ phone, messageId: text, reaction: text }),
    gives: done,
    repeatable: true,
  }),
  removeReaction: flat(`DELETE ${reactions}`, {
    takes: requestBody({ phone, messageId: text }),
    gives: done,
    repeatable: true,
  }),
  /** Shows the other side that one is typing (`composing`), recording (with `media: 'audio'`), or no longer (`paused`). */
  presence: flat('POST /instances/:instanceId/chat/presence', {
    takes: requestBody({ phone, state: text, media: optionalText }),
    gives: done,
    repeatable: true,
  }),
  markRead: flat('POST /instances/:instanceId/chat/markread', {
    takes: requestBody({ id: z.array(text).min(1), chat: phone, sender: phone.optional() }),
    gives: done,
    repeatable: true,
  }),
  downloadImage: flat('POST /instances/:instanceId/chat/downloadimage', download),
  downloadVideo: flat('POST /instances/:instanceId/chat/downloadvideo', download),
  downloadAudio: flat('POST /instances/:instanceId/chat/downloadaudio', download),
  downloadDocument: flat('POST /instances/:instanceId/chat/downloaddocument', download),
  edit: flat(`PATCH ${message}`, { takes: requestBody({ message: text, phone: phone.optional() }), gives: done }),
  delete: flat(`DELETE ${message}`, { takes: requestBody({ phone: phone.optional() }), gives: done }),
};
