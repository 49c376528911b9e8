import { describe, expect, it } from 'vitest';
import { parseEvent } from './index.ts';

const ANA = '5511900001234@s.whatsapp.net';
const LID = '271828182845904@lid';

describe('ReadReceipt', () => {
  const receipt = (event: object, state?: unknown) =>
    parseEvent({ type: 'ReadReceipt', state, event: { chat: ANA, sender: ANA, message_i_ds: ['A'], ...event } });

  it.each(['Delivered', 'Read', 'ReadSelf', 'SomethingNew'])('has the state that VZaps tells: %s', (state) => {
    expect(receipt({ type: 'read' }, state)).toMatchObject({ state });
  });

  it.each([
    ['', 'Delivered'],
    ['read', 'Read'],
    ['read-self', 'ReadSelf'],
    ['played', 'Played'],
  ])("reads the state from the receipt's own type where VZaps does not tell it: %j", (type, state) => {
    for (const none of [undefined, null, '', 5]) expect(receipt({ type }, none)).toMatchObject({ state });
  });

  it('is Unknown without a state, without ids, or in a group of nobody', () => {
    expect(receipt({})).toMatchObject({ type: 'Unknown', issues: [{ path: 'state' }] });
    expect(receipt({ message_i_ds: [] }, 'Read')).toMatchObject({
      type: 'Unknown',
      issues: [{ path: 'event.message_i_ds' }],
    });
    expect(receipt({ chat: '1@g.us', sender: '' }, 'Read')).toMatchObject({
      type: 'Unknown',
      issues: [{ path: 'event.sender' }],
    });
  });

  it('keeps the ids that are ids', () => {
    expect(receipt({ message_i_ds: ['A', null, '', 'B', 5] }, 'Read')).toMatchObject({ messageIds: ['A', 'B'] });
  });

  it('tells the other side of what this account read elsewhere', () => {
    const own = { sender: '5511900009876:4@s.whatsapp.net', is_from_me: true, recipient_alt: LID };
    expect(receipt(own, 'ReadSelf')).toMatchObject({ fromMe: true, phone: '5511900001234', conversation: LID });
  });
});

describe('Presence', () => {
  it.each<[string, object, object]>([
    ['by its state', { state: 'online' }, { online: true }],
    ['by its state', { state: 'offline' }, { online: false }],
    ['by its flag', { event: { unavailable: true } }, { online: false }],
    ['by its flag', { event: { unavailable: false } }, { online: true }],
    ['by its flag, for a state that is new', { state: 'away', event: { unavailable: true } }, { online: false }],
  ])('knows who is online %s', (_how, { event, ...beside }: { event?: object }, expected) => {
    expect(parseEvent({ type: 'Presence', ...beside, event: { from: ANA, ...event } })).toMatchObject(expected);
  });

  it('has a last seen where it is not hidden, and a phone where there is one', () => {
    const presence = (from: string, last_seen: unknown) => parseEvent({ type: 'Presence', event: { from, last_seen } });
    expect(presence(ANA, '2026-09-17T16:31:00Z')).toMatchObject({
      lastSeen: new Date('2026-09-17T16:31:00Z'),
      phone: '5511900001234',
    });
    expect(presence(LID, '0001-01-01T00:00:00Z')).not.toHaveProperty('lastSeen');
    expect(presence(LID, null)).not.toHaveProperty('phone');
  });
});

describe('ChatPresence', () => {
  it.each([
    [{ state: 'composing', media: '' }, 'composing'],
    [{ state: 'composing', media: 'audio' }, 'recording'],
    [{ state: 'paused', media: 'audio' }, 'paused'],
    [{ state: 'new', media: null }, 'new'],
  ])('reads %j as %s', (event, state) => {
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

describe('Connected and Disconnected', () => {
  it.each([undefined, null, {}, '', '{}', 'connected', [], { reason: 1 }])('need no event: %j', (event) => {
    expect(parseEvent({ type: 'Connected', event })).toMatchObject({ type: 'Connected' });
    expect(parseEvent({ type: 'Disconnected', event })).toMatchObject({ type: 'Disconnected' });
  });
});
