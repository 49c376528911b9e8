import {
  type ContentKind,
  EVENT_TYPES,
  type EventOf,
  type EventType,
  parseEvent,
  type VZapsEvent,
} from '@vzaps/core/events';
import { describe, expect, it } from 'vitest';
import { sampleEvent, samplePayload } from './index.ts';

const KINDS = Object.keys({
  text: true,
  image: true,
  video: true,
  audio: true,
  document: true,
  sticker: true,
  location: true,
  contacts: true,
  reaction: true,
  poll: true,
  pollVote: true,
  buttonReply: true,
  listReply: true,
  edit: true,
  revoke: true,
  groupInvite: true,
  template: true,
  interactive: true,
  order: true,
  product: true,
  album: true,
  pin: true,
  protocol: true,
  unsupported: true,
} satisfies Record<ContentKind, true>) as ContentKind[];

const WIRES = (['A', 'B', 'C'] as const).flatMap((envelope) =>
  (['snake', 'go'] as const).flatMap((casing) =>
    [false, true].map((eventAsString) => ({ envelope, casing, eventAsString, jsonDataAsString: eventAsString })),
  ),
);

const timestamp = new Date('2026-09-17T16:31:00Z');
const same = { messageId: '3EB0SAME', messageIds: ['3EB0SAME'], targetId: '3EB0TARGET', timestamp, conversations: [] };

/** The event, less what an envelope adds to it. */
function told(payload: unknown): Partial<VZapsEvent> {
  const { raw: _raw, id: _id, claimedInstanceId: _instance, createdAt: _created, ...event } = parseEvent(payload);
  return event;
}

describe('samplePayload', () => {
  it.each(EVENT_TYPES)('makes a %s that is the same event in every envelope and casing', (type) => {
    const plain = told(samplePayload(type, same));
    expect(plain.type).toBe(type);
    for (const wire of WIRES) {
      expect(told(JSON.stringify(samplePayload(type, { ...same, ...wire }))), JSON.stringify(wire)).toEqual(plain);
    }
  });

  it.each(KINDS)('makes a message of the kind %s that is the same in every envelope and casing', (kind) => {
    const plain = told(samplePayload('Message', { ...same, kind }));
    expect(plain).toMatchObject({ type: 'Message', content: { kind } });
    for (const wire of WIRES) {
      expect(told(samplePayload('Message', { ...same, ...wire, kind })), JSON.stringify(wire)).toEqual(plain);
    }
  });

  it.each(KINDS)('makes a quoting, mentioning, forwarded, vanishing message of the kind %s', (kind) => {
    const facts = {
      kind,
      quoted: { messageId: '3EB0QUOTED', text: 'before' },
      mentions: ['5511900005678@s.whatsapp.net'],
      forwarded: true,
      ephemeral: true,
      viewOnce: true,
    };
    const plain = told(samplePayload('Message', { ...same, ...facts }));
    expect(plain).toMatchObject({ isEphemeral: true, isViewOnce: true });
    expect(told(samplePayload('Message', { ...same, ...facts, wrapped: true, casing: 'go' }))).toEqual(plain);
  });

  it('gives every message and every frame an id of its own', () => {
    const ids = Array.from({ length: 100 }, () => {
      const { id, messageId } = parseEvent(samplePayload('Message', { envelope: 'C' })) as EventOf<'Message'>;
      return [id, messageId];
    });
    expect(new Set(ids.flat()).size).toBe(200);
  });

  it.each([{ fromMe: false }, { fromMe: true }, { group: true }])(
    'makes twins of one identity and one lane (%o)',
    (facts) => {
      const partial = parseEvent(samplePayload('Message', { ...same, ...facts, partial: true })) as EventOf<'Message'>;
      const complete = parseEvent(samplePayload('Message', { ...same, ...facts })) as EventOf<'Message'>;
      expect(partial).toMatchObject({ complete: false });
      expect(partial).not.toHaveProperty('phone');
      expect(complete).toMatchObject({ complete: true, phone: '5511900001234' });
      expect(partial.key).toBe(complete.key);
      expect(partial.conversation).toBe(complete.conversation);
    },
  );

  it('brings a ready file with incoming media, and none with what was sent', () => {
    const media = (facts: object) =>
      (parseEvent(samplePayload('Message', { kind: 'image', ...facts })) as EventOf<'Message'>).media;
    expect(media({})?.url).toMatch(/^https:/);
    expect(media({ mediaUrl: null })).not.toHaveProperty('url');
    expect(media({ fromMe: true })).not.toHaveProperty('url');
    expect(Object.keys(media({})?.downloadInfo ?? {})).toEqual(
      expect.arrayContaining([
        'url',
        'direct_path',
        'media_key',
        'mimetype',
        'file_enc_sha256',
        'file_sha256',
        'file_length',
      ]),
    );
  });
});

describe('sampleEvent', () => {
  it.each(EVENT_TYPES as readonly EventType[])('makes a %s', (type) => {
    expect(sampleEvent(type).type).toBe(type);
  });

  it.each(KINDS)('makes a message of the kind %s in every envelope and casing', (kind) => {
    for (const wire of WIRES) {
      const event = sampleEvent('Message', { messageId: '3EB0MINE' }, { kind, ...wire });
      expect(event).toMatchObject({ type: 'Message', content: { kind }, key: '3EB0MINE' });
    }
  });

  it('lets payload, key and content agree with what was asked for', () => {
    const event = sampleEvent('Message', { text: 'ping', messageId: '3EB0MINE', fromMe: true });
    expect(event).toMatchObject({
      text: 'ping',
      key: '3EB0MINE',
      content: { kind: 'text', text: 'ping' },
      fromMe: true,
    });
    expect(parseEvent(event.raw)).toEqual(event);
  });

  it('sets every override as it was given', () => {
    const participants = [{ jid: '5@lid', phone: '5511900001234' }];
    expect(sampleEvent('GroupParticipantsAdd', { participants }).participants).toBe(participants);
    expect(sampleEvent('HistorySync', { conversations: [{ id: 'x' }] }).conversations).toEqual([{ id: 'x' }]);
    expect(sampleEvent('Message', { id: 'evt_1', claimedInstanceId: 'VZ1' })).toMatchObject({
      id: 'evt_1',
      claimedInstanceId: 'VZ1',
    });
    expect(sampleEvent('Message', { complete: false })).not.toHaveProperty('phone');
    expect(sampleEvent('ReadReceipt', { state: 'Delivered', messageIds: ['A', 'B'] }).key).toContain('|A,B');
  });
});
