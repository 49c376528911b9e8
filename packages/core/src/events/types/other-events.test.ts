import { describe, expect, it } from 'vitest';
import { parseEvent } from '../index.ts';

const ANA = '5511900001234@s.whatsapp.net';
const LID = '271828182845904@lid';

describe('a ReadReceipt', () => {
  const receipt = (event: object, state?: unknown) =>
    parseEvent({ type: 'ReadReceipt', state, event: { chat: ANA, sender: ANA, message_i_ds: ['A'], ...event } });

  it.each(['Delivered', 'Read', 'ReadSelf', 'SomethingNew'])('has the state that VZaps sends: %s', (state) => {
    expect(receipt({ type: 'read' }, state)).toMatchObject({ state });
  });

  it.each([
    ['', 'Delivered'],
    ['read', 'Read'],
    ['read-self', 'ReadSelf'],
    ['played', 'Played'],
  ])("reads the state from the receipt's own type %j if VZaps sends no state", (type, state) => {
    for (const none of [undefined, null, '', 5]) expect(receipt({ type }, none)).toMatchObject({ state });
  });

  it.each(['sender', 'inactive', 'retry', 'played-self', 'server-error'])(
    'has a receiptType and no state for the kind %s',
    (type) => {
      for (const event of [
        receipt({ type }),
        parseEvent({ type: 'ReadReceipt', event: { MessageIDs: ['A'], Type: type } }),
      ]) {
        expect(event).toMatchObject({ type: 'ReadReceipt', receiptType: type, messageIds: ['A'] });
        expect(event).not.toHaveProperty('state');
      }
    },
  );

  it.each(['played', 'read-self'])('has a state and a receiptType for the kind %s', (type) => {
    expect(receipt({ type })).toMatchObject({ receiptType: type, state: expect.any(String) });
  });

  it('needs only its ids', () => {
    const event = parseEvent({ type: 'ReadReceipt', event: { message_i_ds: ['A'] } });
    expect(event).toEqual({
      type: 'ReadReceipt',
      messageIds: ['A'],
      fromMe: false,
      isGroup: false,
      raw: { type: 'ReadReceipt', event: { message_i_ds: ['A'] } },
    });
    expect(receipt({ chat: '1@g.us', sender: '' }, 'Read')).toMatchObject({ chat: '1@g.us', isGroup: true });
    expect(receipt({ chat: '', sender: LID }, 'Read')).toMatchObject({ sender: LID });
  });

  it('is Unknown without ids', () => {
    expect(receipt({ message_i_ds: [] }, 'Read')).toMatchObject({
      type: 'Unknown',
      issues: [{ path: 'event.message_i_ds' }],
    });
  });

  it('keeps only the ids that are text', () => {
    expect(receipt({ message_i_ds: ['A', null, '', 'B', 5] }, 'Read')).toMatchObject({ messageIds: ['A', 'B'] });
  });

  it('has the phone of the other side if this account read a message on another device', () => {
    const own = { sender: '5511900009876:4@s.whatsapp.net', is_from_me: true, recipient_alt: LID };
    expect(receipt(own, 'ReadSelf')).toMatchObject({ fromMe: true, phone: '5511900001234', conversation: LID });
  });
});

describe('a Presence', () => {
  it.each<[string, object, object]>([
    ['from the state online', { state: 'online' }, { online: true }],
    ['from the state offline', { state: 'offline' }, { online: false }],
    ['from unavailable: true', { event: { unavailable: true } }, { online: false }],
    ['from unavailable: false', { event: { unavailable: false } }, { online: true }],
    [
      'from unavailable: true beside an unknown state',
      { state: 'away', event: { unavailable: true } },
      { online: false },
    ],
  ])('reads %s whether the person is online', (_how, { event, ...beside }: { event?: object }, expected) => {
    expect(parseEvent({ type: 'Presence', ...beside, event: { from: ANA, ...event } })).toMatchObject(expected);
  });

  it('has lastSeen and phone only if they are known', () => {
    const presence = (from: string, last_seen: unknown) => parseEvent({ type: 'Presence', event: { from, last_seen } });
    expect(presence(ANA, '2026-09-17T16:31:00Z')).toMatchObject({
      lastSeen: new Date('2026-09-17T16:31:00Z'),
      phone: '5511900001234',
    });
    expect(presence(LID, '0001-01-01T00:00:00Z')).not.toHaveProperty('lastSeen');
    expect(presence(LID, null)).not.toHaveProperty('phone');
  });
});

describe('a ChatPresence', () => {
  it.each([
    [{ state: 'composing', media: '' }, 'composing'],
    [{ state: 'composing', media: 'audio' }, 'recording'],
    [{ state: 'paused', media: 'audio' }, 'paused'],
    [{ state: 'new', media: null }, 'new'],
  ])('reads %j as the state %s', (event, state) => {
    expect(parseEvent({ type: 'ChatPresence', event: { chat: ANA, sender: ANA, ...event } })).toMatchObject({ state });
  });

  it('is Unknown without a state or a chat', () => {
    expect(parseEvent({ type: 'ChatPresence', event: { chat: ANA } })).toMatchObject({
      issues: [{ path: 'event.state' }],
    });
    expect(parseEvent({ type: 'ChatPresence', event: { state: 'paused' } })).toMatchObject({
      issues: [{ path: 'event.chat' }],
    });
  });
});

describe('a Connected or Disconnected event', () => {
  it.each([[undefined], [null], [{}], [''], ['{}'], ['connected'], [[]], [{ reason: 1 }]])(
    'is typed if its event is %o',
    (event) => {
      expect(parseEvent({ type: 'Connected', event })).toMatchObject({ type: 'Connected' });
      expect(parseEvent({ type: 'Disconnected', event })).toMatchObject({ type: 'Disconnected' });
    },
  );
});
