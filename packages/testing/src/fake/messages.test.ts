import { expect } from 'vitest';
import { describeRoutes } from './test/route-cases.ts';

const phone = '5511999999999';
const sent = expect.objectContaining({ messageId: expect.stringMatching(/^3EB0/) });
const image = 'https://example.com/a.png';
const media = { url: 'https://mmg.whatsapp.net/x', mediaKey: 'a2V5', mimetype: 'image/png' };
const wire = { url: media.url, media_key: 'a2V5', mimetype: 'image/png' };
const file = { mimetype: 'image/png', data: expect.stringMatching(/^data:image\/png;base64,/) };
const chat = '/instances/:id/chat';

describeRoutes('messages', {
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
  send: {
    call: ({ vzaps, instanceId }) =>
      vzaps.messages.send(instanceId, 'send/text', { phone, message: 'raw', someKey: { aB: 1 } }),
    sends: `POST ${chat}/send/text`,
    body: { phone, message: 'raw', someKey: { aB: 1 } },
    data: expect.objectContaining({ message_id: expect.any(String) }),
  },
  pollVote: [
    {
      call: ({ vzaps, id }) =>
        vzaps.messages.pollVote({ ...id, phone, messageId: 'me:3EB0', vote: 'Soup', fromMe: true }),
      sends: `POST ${chat}/poll/vote`,
      body: { phone, message_id: 'me:3EB0', vote: 'Soup', from_me: true },
      data: expect.objectContaining({ details: 'Vote sent' }),
    },
    {
      call: ({ vzaps, id }) => vzaps.messages.pollVote({ ...id, phone, messageId: '3EB0', selectedOptions: ['Soup'] }),
      sends: `POST ${chat}/poll/vote`,
      body: { phone, message_id: '3EB0', selected_options: ['Soup'] },
    },
  ],
  react: {
    call: ({ vzaps, id }) => vzaps.messages.react({ ...id, phone, messageId: '3EB0', reaction: '👍' }),
    sends: `POST ${chat}/react`,
    body: { phone, message_id: '3EB0', reaction: '👍' },
    data: { details: 'Reaction sent' },
  },
  removeReaction: {
    call: ({ vzaps, id }) => vzaps.messages.removeReaction({ ...id, phone, messageId: '3EB0' }),
    sends: `DELETE ${chat}/react`,
    body: { phone, message_id: '3EB0' },
  },
  presence: {
    call: ({ vzaps, id }) => vzaps.messages.presence({ ...id, phone, state: 'composing' }),
    sends: `POST ${chat}/presence`,
    body: { phone, state: 'composing' },
  },
  markRead: {
    call: ({ vzaps, id }) => vzaps.messages.markRead({ ...id, id: ['3EB0', '3EB1'], chat: `${phone}@s.whatsapp.net` }),
    sends: `POST ${chat}/markread`,
    body: { id: ['3EB0', '3EB1'], chat: `${phone}@s.whatsapp.net` },
  },
  downloadImage: [
    {
      call: ({ vzaps, id }) => vzaps.messages.downloadImage({ ...id, ...media }),
      sends: `POST ${chat}/downloadimage`,
      body: wire,
      data: file,
    },
    {
      // The media node of an event, as it is.
      call: ({ vzaps, id }) => vzaps.messages.downloadImage({ ...id, ...wire, file_length: 12, direct_path: '/x' }),
      sends: `POST ${chat}/downloadimage`,
      body: { ...wire, file_length: 12, direct_path: '/x' },
      data: file,
    },
  ],
  downloadVideo: {
    call: ({ vzaps, id }) => vzaps.messages.downloadVideo({ ...id, ...media }),
    sends: `POST ${chat}/downloadvideo`,
    body: wire,
    data: file,
  },
  downloadAudio: {
    call: ({ vzaps, id }) => vzaps.messages.downloadAudio({ ...id, ...media }),
    sends: `POST ${chat}/downloadaudio`,
    body: wire,
    data: file,
  },
  downloadDocument: {
    call: ({ vzaps, id }) => vzaps.messages.downloadDocument({ ...id, ...media, fileEncSha256: 'x', fileLength: '12' }),
    sends: `POST ${chat}/downloaddocument`,
    body: { ...wire, file_enc_sha256: 'x', file_length: '12' },
    data: file,
  },
  edit: {
    call: ({ vzaps, id }) => vzaps.messages.edit({ ...id, messageId: '3EB0', message: 'Better' }),
    sends: `PATCH ${chat}/messages/3EB0`,
    body: { message: 'Better' },
  },
  delete: {
    call: ({ vzaps, id }) => vzaps.messages.delete({ ...id, messageId: '3EB0' }),
    sends: `DELETE ${chat}/messages/3EB0`,
    body: {},
  },
});
