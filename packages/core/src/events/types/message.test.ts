import { describe, expect, it } from 'vitest';
import { type EventOf, parseEvent } from '../index.ts';

const ANA = '5511900001234@s.whatsapp.net';
const LID = '271828182845904@lid';
const info = { id: 'X', chat: ANA, sender: ANA, timestamp: '2026-09-17T16:31:00Z' };

function message(node: unknown, more: object = {}, beside: object = {}) {
  const event = parseEvent({ type: 'Message', event: { info: { ...info, ...more }, message: node, ...beside } });
  expect(event).toMatchObject({ type: 'Message' });
  return event as EventOf<'Message'>;
}

describe('the content of a message', () => {
  it('is read from the first node that is neither null nor malformed', () => {
    const node = {
      conversation: null,
      image_message: null,
      message_context_info: {},
      sticker_message: 5,
      audio_message: {},
    };
    expect(message(node).content.kind).toBe('audio');
  });

  it('is unsupported, with the name of the node, if the node cannot be read', () => {
    expect(message({ message_context_info: {}, order_message: {} }).content).toEqual({
      kind: 'unsupported',
      node: 'order_message',
    });
    expect(message({ poll_creation_message: { name: null } }).content).toEqual({
      kind: 'unsupported',
      node: 'poll_creation_message',
    });
    expect(message({ location_message: { degrees_latitude: 'x', degrees_longitude: 1 } }).content.kind).toBe(
      'unsupported',
    );
  });

  it.each([[null], [undefined], [[]], ['text'], [{}], [{ message_context_info: {} }]])(
    'is unsupported without a node for the message %o',
    (node) => {
      expect(message(node).content).toEqual({ kind: 'unsupported' });
    },
  );

  it('is the first node of the wire if there are two', () => {
    expect(message({ image_message: {}, conversation: 'x' }).content.kind).toBe('image');
  });

  it('is an empty text if the text is empty', () => {
    expect(message({ conversation: '' })).toMatchObject({ text: '', content: { kind: 'text', text: '' } });
  });

  it('is the other content if an encoder also wrote an empty text', () => {
    expect(message({ conversation: '', image_message: { caption: 'look' } })).toMatchObject({
      text: 'look',
      content: { kind: 'image' },
    });
    expect(message({ conversation: '', some_message: { message: { conversation: 'x' } } }).text).toBe('x');
    expect(message({ conversation: '', event_message: {} }).content).toEqual({
      kind: 'unsupported',
      node: 'event_message',
    });
  });

  it('has the caption of a file as the text of the event', () => {
    expect(message({ image_message: { caption: 'look' } }).text).toBe('look');
    expect(message({ image_message: {} })).not.toHaveProperty('text');
  });

  it('says whether an audio file is a voice message', () => {
    expect(message({ audio_message: { ptt: true } }).media?.voice).toBe(true);
    expect(message({ audio_message: {} }).media?.voice).toBe(false);
  });

  it('has exactly the fields that a download needs, under the names of the wire', () => {
    const wire = {
      url: 'u',
      direct_path: 'd',
      media_key: 'k',
      mimetype: 'audio/ogg; codecs=opus',
      file_enc_sha256: 'e',
      file_sha256: 's',
    };
    const { media } = message({ audio_message: { ...wire, file_length: '12', seconds: 3, waveform: 'w' } });
    expect(media?.downloadInfo).toEqual({ ...wire, file_length: 12 });
    expect(media).toMatchObject({ mimetype: 'audio/ogg; codecs=opus', size: 12, seconds: 3 });
  });

  it('is a buttonReply without an id if the parameters are not JSON', () => {
    const node = { interactive_response_message: { native_flow_response_message: { params_json: '{' } } };
    expect(message(node).content).toEqual({ kind: 'buttonReply' });
  });
});

describe('an edit or a revoke', () => {
  const edit = { type: 14, key: { id: 'OLD' }, edited_message: { extended_text_message: { text: 'new' } } };

  it.each([
    ['bare', { protocol_message: edit }],
    ['wrapped', { edited_message: { message: { protocol_message: edit } } }],
    ['wrapped twice', { ephemeral_message: { message: { edited_message: { message: { protocol_message: edit } } } } }],
    ['as text', { protocol_message: { ...edit, type: '14' } }],
    ['by name', { protocol_message: { ...edit, type: 'MESSAGE_EDIT' } }],
  ])('names the message that it changes (%s)', (_name, node) => {
    expect(message(node)).toMatchObject({
      key: 'X',
      isEdit: true,
      text: 'new',
      content: { kind: 'edit', targetId: 'OLD', content: { kind: 'text', text: 'new' } },
    });
  });

  it('has the quote, the mentions and the media of the new content', () => {
    const context_info = { stanza_id: 'Q', mentioned_jid: [ANA] };
    const edited_message = { image_message: { caption: 'new', context_info } };
    expect(message({ protocol_message: { ...edit, edited_message } })).toMatchObject({
      text: 'new',
      media: { kind: 'image' },
      quoted: { messageId: 'Q' },
      mentions: [ANA],
    });
  });

  it('is an edit even if the new content is missing', () => {
    const { content } = message({ protocol_message: { type: 14, key: { id: 'OLD' } } });
    expect(content).toEqual({ kind: 'edit', targetId: 'OLD', content: { kind: 'unsupported' } });
  });

  it.each([0, '0', 'REVOKE', null, undefined])('names the deleted message if the type is %j', (type) => {
    expect(message({ protocol_message: { type, key: { id: 'OLD' } } })).toMatchObject({
      isEdit: false,
      content: { kind: 'revoke', targetId: 'OLD' },
    });
  });

  it('is a protocol message without a key of another message', () => {
    expect(message({ protocol_message: {} }).content).toEqual({ kind: 'protocol' });
    expect(message({ protocol_message: { type: 3, key: { id: 'OLD' } } }).content).toEqual({
      kind: 'protocol',
      protocolType: 3,
    });
    expect(message({ protocol_message: { type: 0 } }).content).toEqual({ kind: 'protocol', protocolType: 0 });
  });

  it('has a key with its kind and time if its id is the id of the message that it changes', () => {
    expect(message({ conversation: 'x' }, {}, { is_edit: true }).key).toBe('X|edit|2026-09-17T16:31:00.000Z');
    expect(message({ protocol_message: { type: 0, key: { id: 'X' } } }).key).toBe('X|revoke|2026-09-17T16:31:00.000Z');
    expect(message({ protocol_message: { type: 0, key: { id: 'OLD' } } }).key).toBe('X');
    expect(message({ conversation: 'x' }).key).toBe('X');
  });
});

describe('a quote', () => {
  it('has the id, the author, the chat and the unwrapped content', () => {
    const quoted_message = { ephemeral_message: { message: { video_message: { caption: 'old' } } } };
    const context_info = { stanza_id: 'Q', participant: LID, remote_jid: 'status@broadcast', quoted_message };
    const { quoted } = message({ extended_text_message: { text: 'x', context_info } }, {}, {});
    expect(quoted).toMatchObject({
      messageId: 'Q',
      sender: LID,
      chat: 'status@broadcast',
      content: { kind: 'video', media: { caption: 'old' } },
    });
  });

  it('does not have the stored file of the message around it', () => {
    const context_info = { stanza_id: 'Q', quoted_message: { image_message: {} } };
    const event = { info, message: { image_message: { context_info } } };
    const { media, quoted } = parseEvent({ type: 'Message', event, media_url: 'https://f' }) as EventOf<'Message'>;
    expect(media?.url).toBe('https://f');
    expect(quoted?.content).toMatchObject({ kind: 'image' });
    expect(JSON.stringify(quoted)).not.toContain('https://f');
  });

  it.each([null, 5, {}, { stanza_id: '' }, { stanza_id: 7 }, { quoted_message: { conversation: 'x' } }])(
    'is absent without an id: %j',
    (context_info) => {
      const event = message({ extended_text_message: { text: 'x', context_info } });
      expect(event).not.toHaveProperty('quoted');
      expect(event.mentions).toEqual([]);
    },
  );

  it('is read from every kind of node that can hold one', () => {
    const context_info = { stanza_id: 'Q' };
    for (const [name, node] of Object.entries({
      image_message: {},
      location_message: { degrees_latitude: 1, degrees_longitude: 2 },
      contact_message: {},
      poll_creation_message_v3: { name: 'x' },
      list_response_message: {},
      buttons_response_message: {},
      group_invite_message: { group_jid: '1@g.us' },
    })) {
      expect(message({ [name]: { ...node, context_info } }).quoted, name).toEqual({ messageId: 'Q' });
    }
  });
});

describe('the flags of a message', () => {
  it.each([
    ['view_once_message', 'isViewOnce'],
    ['view_once_message_v2', 'isViewOnce'],
    ['view_once_message_v2_extension', 'isViewOnce'],
    ['ephemeral_message', 'isEphemeral'],
    ['edited_message', 'isEdit'],
  ])('say that the content came in %s', (wrapper, name) => {
    expect(message({ [wrapper]: { message: { image_message: {} } } })).toMatchObject({ [name]: true });
    expect(message({ image_message: {} })).toMatchObject({ [name]: false });
  });

  it.each(['is_view_once', 'is_view_once_v2', 'is_ephemeral', 'is_edit'])(
    'are also set by %s, with which VZaps marks content that it unwrapped',
    (name) => {
      const { isViewOnce, isEphemeral, isEdit } = message({ image_message: {} }, {}, { [name]: true });
      expect([isViewOnce, isEphemeral, isEdit].filter(Boolean)).toHaveLength(1);
    },
  );

  it('say that a message was forwarded', () => {
    expect(message({ image_message: { context_info: { is_forwarded: true } } }).isForwarded).toBe(true);
  });
});

describe('the phone and the conversation of a message', () => {
  it.each<[string, object, object]>([
    ['a phone', {}, { phone: '5511900001234', complete: true, conversation: ANA }],
    ['a phone that knows its LID', { sender_alt: LID }, { phone: '5511900001234', complete: true, conversation: LID }],
    [
      'a device',
      { sender: '5511900001234:3@s.whatsapp.net', chat: '5511900001234:3@s.whatsapp.net' },
      { phone: '5511900001234', conversation: ANA },
    ],
    ['a LID', { chat: LID, sender: LID }, { complete: false, conversation: LID }],
    [
      'a LID with its phone',
      { chat: LID, sender: LID, sender_alt: ANA },
      { phone: '5511900001234', complete: true, conversation: LID },
    ],
    ['a LID in a chat by phone', { sender: LID }, { phone: '5511900001234', complete: true, conversation: LID }],
    ['a LID with a LID', { chat: LID, sender: LID, sender_alt: '1@lid' }, { complete: false, conversation: LID }],
    [
      'a hosted business',
      { chat: '1@hosted', sender: '1:99@hosted' },
      { phone: '1', complete: true, conversation: '1@s.whatsapp.net' },
    ],
    [
      'a hosted device with its hidden id',
      { sender: '1:99@hosted', sender_alt: '2:99@hosted.lid' },
      { phone: '1', complete: true, conversation: '2@lid' },
    ],
    ['a group', { chat: '1@g.us', is_group: true }, { phone: '5511900001234', isGroup: true, conversation: '1@g.us' }],
    ['a group, hidden', { chat: '1@g.us', sender: LID }, { complete: false, isGroup: true, conversation: '1@g.us' }],
    [
      'a status',
      { chat: 'status@broadcast', is_group: true },
      { phone: '5511900001234', isGroup: false, conversation: 'status@broadcast' },
    ],
    [
      'a channel',
      { chat: '1@newsletter', sender: '1@newsletter' },
      { complete: true, isGroup: false, conversation: '1@newsletter' },
    ],
    ['an empty alternative', { chat: LID, sender: LID, sender_alt: '' }, { complete: false }],
    ['no sender, in a chat of two', { sender: '' }, { sender: ANA, phone: '5511900001234' }],
  ])('are read for %s', (_name, more, expected) => {
    const event = message({ conversation: 'x' }, more);
    expect(event).toMatchObject(expected);
    if (!('phone' in expected)) expect(event).not.toHaveProperty('phone');
  });

  const own = { sender: '5511900009876:12@s.whatsapp.net', is_from_me: true };
  it.each<[string, object, object]>([
    ['a phone', {}, { phone: '5511900001234', complete: true, conversation: ANA }],
    ['a phone that knows its LID', { recipient_alt: LID }, { phone: '5511900001234', conversation: LID }],
    ['a LID', { chat: LID, sender_alt: '5511900009876@s.whatsapp.net' }, { complete: false, conversation: LID }],
    [
      'a LID with its phone',
      { chat: LID, recipient_alt: ANA },
      { phone: '5511900001234', complete: true, conversation: LID },
    ],
    ['a group', { chat: '1@g.us' }, { complete: true, isGroup: true, conversation: '1@g.us' }],
    ['a status', { chat: 'status@broadcast' }, { complete: true, conversation: 'status@broadcast' }],
  ])('are read for a sent message to %s', (_name, more, expected) => {
    const event = message({ conversation: 'x' }, { ...own, ...more });
    expect(event).toMatchObject({ fromMe: true, ...expected });
    if (!('phone' in expected)) expect(event).not.toHaveProperty('phone');
  });
});

describe('the time of a message', () => {
  const frame = (timestamp: unknown, created_at?: string) =>
    parseEvent({
      created_at,
      type: 'Message',
      data: { type: 'Message', event: { info: { ...info, timestamp }, message: {} } },
    });

  it('is its own time, else the time of the frame, and is never invented', () => {
    const created = '2026-06-23T22:57:17.000Z';
    expect(frame(info.timestamp, created)).toMatchObject({ timestamp: new Date(info.timestamp) });
    for (const none of [null, undefined, '', 'soon', '0001-01-01T00:00:00Z', {}, 0]) {
      expect(frame(none, created)).toMatchObject({ type: 'Message', timestamp: new Date(created) });
      expect(frame(none)).toMatchObject({ type: 'Unknown', issues: [{ path: 'event.info.timestamp' }] });
    }
  });
});
