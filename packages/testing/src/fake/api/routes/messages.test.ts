import { expect } from 'vitest';
import { describeRoutes } from '../../test/route-cases.ts';
import { sendCases } from '../../test/send-cases.ts';

const phone = '5511999999999';
const media = { url: 'https://mmg.whatsapp.net/x', mediaKey: 'a2V5', mimetype: 'image/png' };
const wire = { url: media.url, media_key: 'a2V5', mimetype: 'image/png' };
const file = { mimetype: 'image/png', data: expect.stringMatching(/^data:image\/png;base64,/) };
const chat = '/instances/:id/chat';

describeRoutes('messages', {
  ...sendCases,
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
