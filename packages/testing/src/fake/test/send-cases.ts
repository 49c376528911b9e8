import { expect } from 'vitest';
import type { RouteCase } from './route-cases.ts';

const phone = '5511999999999';
const sent = expect.objectContaining({ messageId: expect.stringMatching(/^3EB0/) });
const image = 'https://example.com/a.png';
const chat = '/instances/:id/chat';

/** The cases of the methods that send a message. */
export const sendCases = {
  sendText: [
    {
      call: ({ vzaps, id }) => vzaps.messages.sendText({ ...id, phone, message: 'Hello!' }),
      sends: `POST ${chat}/send/text`,
      body: { phone, message: 'Hello!' },
      data: sent,
    },
    {
      call: ({ vzaps, id }) =>
        vzaps.messages.sendText({
          ...id,
          phone: '+55 (11) 99999-9999',
          message: 'x',
          id: '3EB0MINE',
          delay: 2,
          mentionedIds: ['5511888888888'],
          replyToMessageId: '3EB0THEIRS',
        }),
      sends: `POST ${chat}/send/text`,
      body: {
        phone,
        message: 'x',
        id: '3EB0MINE',
        delay: 2,
        mentioned_ids: ['5511888888888'],
        reply_to_message_id: '3EB0THEIRS',
      },
      data: expect.objectContaining({ messageId: '3EB0MINE' }),
    },
  ],
  sendImage: {
    call: ({ vzaps, id }) => vzaps.messages.sendImage({ ...id, phone, image, caption: 'Look' }),
    sends: `POST ${chat}/send/image`,
    body: { phone, image, caption: 'Look' },
    data: sent,
  },
  sendAudio: {
    call: ({ vzaps, id }) =>
      vzaps.messages.sendAudio({ ...id, phone, audio: new URL('https://example.com/a.ogg'), ptt: true }),
    sends: `POST ${chat}/send/audio`,
    body: { phone, audio: 'https://example.com/a.ogg', ptt: true },
    data: sent,
  },
  sendDocument: {
    call: ({ vzaps, id }) =>
      vzaps.messages.sendDocument({ ...id, phone, document: new TextEncoder().encode('%PDF-1.7'), fileName: 'a.pdf' }),
    sends: `POST ${chat}/send/document`,
    body: { phone, document: 'data:application/pdf;base64,JVBERi0xLjc=', file_name: 'a.pdf' },
    data: sent,
  },
  sendVideo: {
    call: ({ vzaps, id }) =>
      vzaps.messages.sendVideo({ ...id, phone, video: 'https://example.com/a.mp4', caption: 'x' }),
    sends: `POST ${chat}/send/video`,
    body: { phone, video: 'https://example.com/a.mp4', caption: 'x' },
    data: sent,
  },
  sendSticker: {
    call: ({ vzaps, id }) =>
      vzaps.messages.sendSticker({ ...id, phone, sticker: new Blob(['x'], { type: 'image/webp' }) }),
    sends: `POST ${chat}/send/sticker`,
    body: { phone, sticker: 'data:image/webp;base64,eA==' },
    data: sent,
  },
  sendGif: {
    call: ({ vzaps, id }) => vzaps.messages.sendGif({ ...id, phone, gif: new Blob(['abc']).stream(), caption: 'x' }),
    sends: `POST ${chat}/send/gif`,
    body: { phone, gif: 'data:video/mp4;base64,YWJj', caption: 'x' },
    data: sent,
  },
  sendLocation: {
    call: ({ vzaps, id }) =>
      vzaps.messages.sendLocation({ ...id, phone, latitude: -23.5, longitude: -46.6, name: 'Here' }),
    sends: `POST ${chat}/send/location`,
    body: { phone, latitude: -23.5, longitude: -46.6, name: 'Here' },
    data: sent,
  },
  sendContact: {
    call: ({ vzaps, id }) =>
      vzaps.messages.sendContact({ ...id, phone, contactName: 'Ana', contactPhone: '+5511777777777' }),
    sends: `POST ${chat}/send/contact`,
    body: { phone, contact_name: 'Ana', contact_phone: '5511777777777' },
    data: sent,
  },
  sendButtons: {
    call: ({ vzaps, id }) =>
      vzaps.messages.sendButtons({ ...id, phone, message: 'Choose', buttons: [{ id: 'y', text: 'Yes' }], footer: 'f' }),
    sends: `POST ${chat}/send/buttons`,
    body: { phone, message: 'Choose', buttons: [{ id: 'y', text: 'Yes' }], footer: 'f' },
    data: sent,
  },
  sendList: {
    call: ({ vzaps, id }) =>
      vzaps.messages.sendList({
        ...id,
        phone,
        title: 'Menu',
        description: 'Today',
        buttonText: 'Open',
        sections: [{ title: 'Food', rows: [{ id: '1', title: 'Soup', description: 'Hot' }] }],
      }),
    sends: `POST ${chat}/send/list`,
    body: {
      phone,
      title: 'Menu',
      description: 'Today',
      button_text: 'Open',
      sections: [{ title: 'Food', rows: [{ id: '1', title: 'Soup', description: 'Hot' }] }],
    },
    data: sent,
  },
  sendLink: {
    call: ({ vzaps, id }) =>
      vzaps.messages.sendLink({
        ...id,
        phone,
        message: 'See',
        linkUrl: 'https://example.com',
        title: 'T',
        linkDescription: 'D',
      }),
    sends: `POST ${chat}/send/link`,
    body: { phone, message: 'See', link_url: 'https://example.com', title: 'T', link_description: 'D' },
    data: sent,
  },
  sendPoll: {
    call: ({ vzaps, id }) =>
      vzaps.messages.sendPoll({
        ...id,
        phone,
        name: 'Lunch?',
        options: ['Soup', 'Rice'],
        selectableOptionsCount: 1,
        endTime: new Date('2030-01-02T03:04:05Z'),
      }),
    sends: `POST ${chat}/send/poll`,
    body: {
      phone,
      name: 'Lunch?',
      options: ['Soup', 'Rice'],
      selectable_options_count: 1,
      end_time: '2030-01-02T03:04:05.000Z',
    },
    data: sent,
  },
} satisfies Record<string, RouteCase | RouteCase[]>;
