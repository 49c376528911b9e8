import { describe, expect, it } from 'vitest';
import { parseEvent } from './index.ts';
import { fixtures } from './test/fixtures.ts';

const GROUP = '120363025246125486@g.us';
const receipt = (more: object) => ({
  type: 'ReadReceipt',
  state: 'Read',
  event: { chat: GROUP, sender: '1@s.whatsapp.net', message_i_ds: ['A', 'B'], ...more },
});
const inEnvelopes = (payload: object) => [
  payload,
  JSON.stringify(payload),
  { json_data: payload, token: 's' },
  { json_data: JSON.stringify(payload) },
  { id: `evt_${Math.random()}`, created_at: new Date().toISOString(), data: payload },
];

describe('key', () => {
  it('is the id of a message, in every envelope', () => {
    const info = { id: 'X', chat: GROUP, sender: '1@s.whatsapp.net', timestamp: '2026-09-17T13:31:00-03:00' };
    const keys = inEnvelopes({ type: 'Message', event: { info, message: {} } }).map(
      (payload) => parseEvent(payload).key,
    );
    expect(new Set(keys)).toEqual(new Set(['X']));
  });

  it('is state, chat, sender and ids of a receipt, in every envelope and casing', () => {
    const go = { Chat: GROUP, Sender: '1@s.whatsapp.net', MessageIDs: ['A', 'B'] };
    const payloads = [...inEnvelopes(receipt({})), { type: 'ReadReceipt', state: 'Read', event: go }];
    const keys = payloads.map((payload) => parseEvent(payload).key);
    expect(new Set(keys)).toEqual(new Set([`Read|${GROUP}|1@s.whatsapp.net|A,B`]));
  });

  it('tells two people of a group who read the same message apart', () => {
    expect(parseEvent(receipt({})).key).not.toBe(parseEvent(receipt({ sender: '2@s.whatsapp.net' })).key);
  });

  it('is absent where two equal events are two events, also where an envelope has an id', () => {
    const others = fixtures.filter(({ type }) => type !== 'Message' && type !== 'ReadReceipt');
    expect(others.length).toBeGreaterThan(20);
    for (const { payload } of others) expect(parseEvent(payload)).not.toHaveProperty('key');
  });

  it('is the same for twins and casings of one delivery', () => {
    const keyOf = (name: string) => parseEvent(fixtures.find((fixture) => fixture.name === name)?.payload).key;
    expect(keyOf('Message/twin-partial')).toBe(keyOf('Message/twin-complete'));
    expect(keyOf('Message/twin-partial')).toBe(keyOf('Message/twin-complete-by-phone'));
    for (const { name } of fixtures.filter((fixture) => fixture.name.endsWith('.go'))) {
      expect(keyOf(name)).toBe(keyOf(name.slice(0, -'.go'.length)));
    }
  });
});

describe('conversation', () => {
  it('is the same for a partial twin and its complete copy, whatever their chats look like', () => {
    const laneOf = (name: string) => {
      const event = parseEvent(fixtures.find((fixture) => fixture.name === `Message/${name}`)?.payload);
      return 'conversation' in event ? event.conversation : undefined;
    };
    const lanes = ['twin-partial', 'twin-complete', 'twin-complete-by-phone', 'outgoing', 'outgoing-partial'].map(
      laneOf,
    );
    expect(new Set(lanes)).toEqual(new Set(['271828182845904@lid']));
  });
});
