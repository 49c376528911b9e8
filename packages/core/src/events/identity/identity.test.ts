import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type EventOf, parseEvent } from '../index.ts';
import { fixtures, payloadOf } from '../test/fixtures.ts';

const GROUP = '120363025246125486@g.us';
const ANA = '5511900001234@s.whatsapp.net';
const LID = '271828182845904@lid';
const TIME = '2026-09-17T13:31:00-03:00';

const messageKey = (info: object, message: unknown = { conversation: 'hi' }, beside: object = {}) =>
  parseEvent({
    type: 'Message',
    event: { info: { id: 'X', chat: ANA, sender: ANA, timestamp: TIME, ...info }, message, ...beside },
  }).key;

const inEnvelopes = (payload: object) => [
  payload,
  JSON.stringify(payload),
  { json_data: payload, token: 's' },
  { json_data: JSON.stringify(payload) },
  { id: `evt_${Math.random()}`, created_at: new Date().toISOString(), data: payload },
];

describe('the key of a message', () => {
  it.each(['s.whatsapp.net', 'c.us', 'lid', 'hosted', 'hosted.lid'])('is the message id in a chat at %s', (server) => {
    expect(messageKey({ chat: `1@${server}`, sender: `1:7@${server}` })).toBe('X');
    expect(messageKey({ chat: `1@${server}`, sender: '2@s.whatsapp.net', is_from_me: true })).toBe('X');
    expect(messageKey({ chat: `1@${server}`, is_group: true })).toBe('X');
  });

  it.each(['1@g.us', 'status@broadcast', '1@newsletter', '1600000000@broadcast', '1@bot'])(
    'has the chat, the sender and the message id in %s',
    (chat) => {
      expect(messageKey({ chat })).toBe(`${chat}|${ANA}|X`);
      expect(messageKey({ chat, is_from_me: true })).toBe(`${chat}|me|X`);
    },
  );

  it.each<[string, object, string]>([
    ['the phone without a device', { sender: '5511900001234:12@s.whatsapp.net' }, ANA],
    ['the LID without a device', { sender: '271828182845904:3@lid' }, LID],
    ['the LID in sender_alt', { sender: '5511900001234:12@s.whatsapp.net', sender_alt: '271828182845904:3@lid' }, LID],
    ['the LID in sender, beside the phone in sender_alt', { sender: LID, sender_alt: ANA }, LID],
    ['the LID of a hosted device', { sender: '1:99@hosted', sender_alt: '271828182845904:99@hosted.lid' }, LID],
    ['the phone of a hosted device', { sender: '5511900001234:99@hosted' }, ANA],
    ['the phone under its old server name', { sender: '5511900001234@c.us' }, ANA],
  ])('names the sender of a group message by %s', (_name, info, sender) => {
    expect(messageKey({ chat: GROUP, ...info })).toBe(`${GROUP}|${sender}|X`);
  });

  it('is the same for the partial and the complete copy of a message', () => {
    const key = (name: string) => parseEvent(payloadOf(`Message/${name}`)).key;
    expect(key('partial-copy')).toBe(key('complete-copy'));
    expect(key('partial-copy')).toBe(key('complete-copy-by-phone'));
    expect(key('group-partial-copy')).toBeDefined();
    const partial = { chat: GROUP, sender: LID };
    expect(messageKey(partial)).toBe(messageKey({ ...partial, sender_alt: ANA }));
    const edit = { type: 14, key: { id: 'X' }, edited_message: { conversation: 'x' } };
    expect(messageKey(partial, { protocol_message: edit })).toBe(
      messageKey({ ...partial, sender_alt: ANA }, { protocol_message: edit }),
    );
  });

  it('is the same in every envelope and casing', () => {
    const event = {
      info: { id: 'X', chat: GROUP, sender: LID, sender_alt: ANA, timestamp: TIME },
      message: { conversation: 'x' },
    };
    const go = {
      Info: { ID: 'X', Chat: GROUP, Sender: LID, SenderAlt: ANA, Timestamp: TIME },
      Message: { conversation: 'x' },
    };
    const keys = [event, go]
      .flatMap((each) => inEnvelopes({ type: 'Message', event: each }))
      .map((each) => parseEvent(each).key);
    expect(new Set(keys)).toEqual(new Set([`${GROUP}|${LID}|X`]));
  });

  it('cannot be built by another sender out of an id', () => {
    const victim = messageKey({ chat: GROUP, sender: '1@lid', id: 'A' });
    expect(messageKey({ chat: ANA, id: victim })).toBe(`${GROUP}%7C1@lid%7CA`);
    expect(messageKey({ chat: GROUP, sender: '2@lid', id: `A|${victim}` })).toBe(
      `${GROUP}|2@lid|A%7C${GROUP}%7C1@lid%7CA`,
    );
    expect(messageKey({ id: '50%7C' })).toBe('50%257C');
    expect(messageKey({ id: 'evt_1' })).not.toBe('evt_1');
  });

  it('cuts a long id and appends its hash', () => {
    const long = 'A'.repeat(1_000);
    const key = messageKey({ id: long }) ?? '';
    const hash = createHash('sha256').update(long).digest('hex').slice(0, 32);
    expect(key).toBe(`${'A'.repeat(200)}~${hash}`);
    expect(messageKey({ id: `${long}B` })).not.toBe(key);
    expect(messageKey({ id: key })).not.toBe(key);
    expect(messageKey({ id: 'A'.repeat(200) })).toBe('A'.repeat(200));
  });

  it.each<[string, unknown]>([
    ['an empty message', {}],
    ['null', null],
    ['no object', []],
    ['a placeholder', { placeholder_message: { type: 0 } }],
    ['a sender key', { sender_key_distribution_message: { group_id: GROUP } }],
    ['a fast ratchet key', { fast_ratchet_key_sender_key_distribution_message: { group_id: GROUP } }],
    ['metadata', { message_context_info: { message_secret: 'AA==' } }],
    ['several companions', { sender_key_distribution_message: {}, message_context_info: {} }],
    ['null nodes', { conversation: null, image_message: null }],
    ['an empty text', { conversation: '' }],
    ['an empty text beside a sender key', { conversation: '', sender_key_distribution_message: {} }],
    ['an empty wrapper', { ephemeral_message: { message: {} } }],
    ['a wrapper without a message', { device_sent_message: { destination_jid: ANA } }],
    ['a wrapped sender key', { ephemeral_message: { message: { sender_key_distribution_message: {} } } }],
  ])('is absent if the payload has no content of its own: %s', (_name, message) => {
    expect(messageKey({}, message)).toBe(undefined);
    expect(messageKey({ chat: GROUP }, message)).toBe(undefined);
    expect(messageKey({ chat: GROUP, edit: '1' }, message)).toBe(undefined);
  });

  it('is the message id for content that this library does not know', () => {
    expect(messageKey({}, { event_message: {} })).toBe('X');
    expect(messageKey({}, { sender_key_distribution_message: {}, conversation: 'x' })).toBe('X');
  });
});

describe('the key of an edit or a revoke', () => {
  const revoke = (id: string) => ({ protocol_message: { type: 0, key: { id } } });

  it('is the message id if it changes another message', () => {
    expect(messageKey({}, revoke('OLD'))).toBe('X');
    expect(messageKey({ chat: GROUP }, revoke('OLD'))).toBe(`${GROUP}|${ANA}|X`);
    const sealed = { secret_encrypted_message: { target_message_key: { id: 'OLD' }, secret_enc_type: 2 } };
    expect(messageKey({}, sealed)).toBe('X');
  });

  it('has its kind and its time if it changes the message of its own id', () => {
    expect(messageKey({}, revoke('X'))).toBe('X|revoke|2026-09-17T16:31:00.000Z');
    expect(messageKey({}, undefined, { is_edit: true, message: { conversation: 'b' } })).toBe(
      'X|edit|2026-09-17T16:31:00.000Z',
    );
    expect(messageKey({ chat: GROUP }, revoke('X'))).toBe(`${GROUP}|${ANA}|X|revoke|2026-09-17T16:31:00.000Z`);
  });

  it('has the time of the edit beside the time of the message', () => {
    const edited = (timestamp_ms: number, timestamp = TIME) => {
      const protocol_message = { type: 14, key: { id: 'X' }, edited_message: { conversation: 'b' }, timestamp_ms };
      return messageKey({ timestamp }, { conversation: 'b' }, { raw_message: { protocol_message } });
    };
    const key = edited(1_789_662_720_000);
    expect(key).toBe('X|edit|2026-09-17T16:31:00.000Z|2026-09-17T16:32:00.000Z');
    expect(edited(1_789_662_721_000)).not.toBe(key);
    expect(edited(1_789_662_720_000, '2026-09-17T13:31:01-03:00')).not.toBe(key);
  });

  it('has the edit time of a channel', () => {
    const edited = (edit_ts: string) =>
      messageKey(
        { chat: '1@newsletter', sender: '1@newsletter' },
        { conversation: 'x' },
        { newsletter_meta: { edit_ts } },
      );
    expect(edited('1789662720')).toBe('1@newsletter|1@newsletter|X|edit|2026-09-17T16:32:00.000Z');
    expect(edited('1789662720')).not.toBe(edited('1789662721'));
  });

  it('has a hash of the content if there is no time', () => {
    const edited = (text: string, created_at: string) =>
      parseEvent({
        created_at,
        type: 'Message',
        event: { info: { id: 'X', chat: ANA, sender: ANA }, message: { conversation: text }, is_edit: true },
      }).key;
    const first = edited('a', '2026-06-23T22:57:17.000Z');
    expect(first).toMatch(/^X\|edit\|[0-9a-f]{32}$/);
    expect(edited('a', '2026-06-23T23:00:00.000Z')).toBe(first);
    expect(edited('b', '2026-06-23T22:57:17.000Z')).not.toBe(first);
  });

  it.each<[string, object]>([
    [
      'in snake_case',
      { raw_message: { protocol_message: { type: 14, key: { id: 'X' }, edited_message: { conversation: 'b' } } } },
    ],
    [
      'in a wrapper',
      {
        raw_message: {
          ephemeral_message: { message: { protocol_message: { type: 14, key: { id: 'X' }, edited_message: {} } } },
        },
      },
    ],
    [
      'in Go casing',
      { RawMessage: { protocolMessage: { type: 14, key: { ID: 'X' }, editedMessage: { conversation: 'b' } } } },
    ],
  ])('is not the key of the original if the phone sent the edit again %s', (_name, raw) => {
    const original = messageKey({}, { conversation: 'a' });
    for (const message of [{ conversation: 'b' }, null]) {
      const info = { id: 'X', chat: ANA, sender: ANA, timestamp: TIME };
      const event = { info, message, unavailable_request_id: 'R', is_edit: false, ...raw };
      const again = parseEvent({ type: 'Message', event }) as EventOf<'Message'>;
      expect(again).toMatchObject({ isEdit: true, content: { kind: 'edit', targetId: 'X' } });
      expect(again.key).not.toBe(original);
      expect(again.key).toBe(parseEvent({ json_data: { type: 'Message', event } }).key);
    }
  });
});

describe('the key of a receipt', () => {
  const receipt = (more: object, state: string | undefined = 'Read') => ({
    type: 'ReadReceipt',
    state,
    event: { chat: GROUP, sender: ANA, message_i_ds: ['A', 'B'], ...more },
  });
  const keyOf = (more: object, state?: string) => parseEvent(receipt(more, state)).key;
  const hash = createHash('sha256').update('["A","B"]').digest('hex').slice(0, 32);

  it('has the state, the chat, the sender and a hash of the ids, in every envelope and casing', () => {
    const go = { Chat: GROUP, Sender: ANA, MessageIDs: ['A', 'B'] };
    const payloads = [...inEnvelopes(receipt({})), { type: 'ReadReceipt', state: 'Read', event: go }];
    const keys = payloads.map((payload) => parseEvent(payload).key);
    expect(new Set(keys)).toEqual(new Set([`Read|${GROUP}|${ANA}|${hash}`]));
  });

  it('has the kind of the receipt if there is no state', () => {
    expect(parseEvent({ type: 'ReadReceipt', event: receipt({ type: 'retry' }).event }).key).toBe(
      `retry|${GROUP}|${ANA}|${hash}`,
    );
  });

  it.each<[string, object]>([
    ['another person read it', { sender: '2@s.whatsapp.net' }],
    ['it is about other messages', { message_i_ds: ['A,B'] }],
    ['it is about more messages', { message_i_ds: ['A', 'B', 'C'] }],
    ['the connected number read it', { is_from_me: true }],
    ['it is of another chat', { chat: '2@g.us' }],
  ])('differs if %s', (_name, more) => {
    expect(keyOf(more)).not.toBe(keyOf({}));
  });

  it('names the sender by the LID if it is known', () => {
    expect(keyOf({ sender_alt: LID })).toBe(`Read|${GROUP}|${LID}|${hash}`);
    expect(keyOf({ sender: '5511900001234:7@s.whatsapp.net' })).toBe(keyOf({}));
  });

  it('is absent without a chat, a sender or a kind', () => {
    expect(keyOf({ chat: '' })).toBe(undefined);
    expect(keyOf({ sender: '' })).toBe(undefined);
    expect(parseEvent({ type: 'ReadReceipt', event: receipt({}).event }).key).toBe(undefined);
  });
});

describe('the key of any other event', () => {
  const frames = [
    { type: 'Presence', event: { from: ANA } },
    { type: 'Connected' },
    { type: 'GroupParticipantsAdd', event: { jid: GROUP, join: [ANA] } },
    { type: 'New', event: {} },
    { type: 'Message', event: { info: { id: 'X', chat: GROUP, sender: ANA, timestamp: TIME }, message: {} } },
    { type: 'ReadReceipt', event: { message_i_ds: ['A'] } },
  ];

  it('is its evt_ id in a realtime frame', () => {
    for (const payload of frames) expect(parseEvent({ id: 'evt_1', data: payload }).key, payload.type).toBe('evt_1');
  });

  it('is absent without an evt_ id', () => {
    for (const payload of frames) {
      expect(parseEvent(payload), payload.type).not.toHaveProperty('key');
      expect(parseEvent({ id: '7', data: payload }), payload.type).not.toHaveProperty('key');
    }
    const others = fixtures.filter(({ type, event }) => type !== 'Message' && type !== 'ReadReceipt' && !event.id);
    expect(others.length).toBeGreaterThan(10);
    for (const { payload } of others) expect(parseEvent(payload)).not.toHaveProperty('key');
  });
});

describe('the conversation of a message', () => {
  it('is the same for all copies of a message, whatever their chats are', () => {
    const names = ['partial-copy', 'complete-copy', 'complete-copy-by-phone', 'outgoing', 'outgoing-partial-copy'];
    const conversations = names.map(
      (name) => (parseEvent(payloadOf(`Message/${name}`)) as EventOf<'Message'>).conversation,
    );
    expect(new Set(conversations)).toEqual(new Set([LID]));
  });
});
