import { EVENT_TYPES, type EventOf, type EventType, parseEvent, type VZapsEvent } from '@vzaps/core/events';
import { describe, expect, it } from 'vitest';
import { SAMPLE_KINDS } from './content/build-message.ts';
import { sampleEvent, samplePayload } from './index.ts';

const WIRES = (['A', 'B', 'C'] as const).flatMap((envelope) =>
  (['snake', 'go'] as const).flatMap((casing) =>
    [false, true].map((eventAsString) => ({ envelope, casing, eventAsString, jsonDataAsString: eventAsString })),
  ),
);

const timestamp = new Date('2026-09-17T16:31:00Z');
const fixed = { messageId: '3EB0SAME', targetId: '3EB0TARGET', timestamp };
/** Options that make two samples equal, for the types whose samples differ. */
const FIXED: { [T in EventType]?: object } = {
  Message: fixed,
  ReadReceipt: { messageIds: ['3EB0SAME'], timestamp },
  HistorySync: { conversations: [] },
  GroupParticipantsAdd: { timestamp },
  GroupParticipantsRemove: { timestamp },
};

/** The event without the fields that an envelope adds. */
function parsed(payload: unknown): Partial<VZapsEvent> {
  const { raw: _raw, id: _id, claimedInstanceId: _instance, createdAt: _created, ...event } = parseEvent(payload);
  return event;
}

describe('samplePayload()', () => {
  it.each(EVENT_TYPES)('returns the same %s in every envelope and casing', (type) => {
    const plain = parsed(samplePayload(type, FIXED[type]));
    expect(plain.type).toBe(type);
    for (const wire of WIRES) {
      const payload = JSON.stringify(samplePayload(type, { ...FIXED[type], ...wire }));
      // The key of an event without a natural key is the id of envelope C.
      expect({ ...parsed(payload), key: plain.key }, JSON.stringify(wire)).toEqual({ ...plain, key: plain.key });
    }
  });

  it.each(SAMPLE_KINDS)('returns the same message of the kind %s in every envelope and casing', (kind) => {
    const plain = parsed(samplePayload('Message', { ...fixed, kind }));
    expect(plain).toMatchObject({ type: 'Message', content: { kind } });
    for (const wire of WIRES) {
      expect(parsed(samplePayload('Message', { ...fixed, ...wire, kind })), JSON.stringify(wire)).toEqual(plain);
    }
  });

  it.each(SAMPLE_KINDS)('returns a disappearing view-once message of the kind %s', (kind) => {
    const options = { ...fixed, kind, ephemeral: true, viewOnce: true };
    const plain = parsed(samplePayload('Message', options));
    expect(plain).toMatchObject({ isEphemeral: true, isViewOnce: true });
    expect(parsed(samplePayload('Message', { ...options, wrapped: true, casing: 'go' }))).toEqual(plain);
  });

  it('uses a new id for every message and every frame', () => {
    const ids = Array.from({ length: 100 }, () => {
      const { id, messageId } = parseEvent(samplePayload('Message', { envelope: 'C' })) as EventOf<'Message'>;
      return [id, messageId];
    });
    expect(new Set(ids.flat()).size).toBe(200);
  });

  it.each([{ fromMe: false }, { fromMe: true }, { group: true }, { addressing: 'lid' as const }])(
    'returns a partial and a complete copy with the same key and conversation for %j',
    (options) => {
      const partial = parseEvent(
        samplePayload('Message', { ...fixed, ...options, partial: true }),
      ) as EventOf<'Message'>;
      const complete = parseEvent(samplePayload('Message', { ...fixed, ...options })) as EventOf<'Message'>;
      expect(partial).toMatchObject({ complete: false });
      expect(partial).not.toHaveProperty('phone');
      expect(complete).toMatchObject({ complete: true, phone: '5511900001234' });
      expect(partial.key).toBe(complete.key);
      expect(partial.conversation).toBe(complete.conversation);
    },
  );

  it('has the URL of a stored file for incoming media only', () => {
    const media = (options: object) =>
      (parseEvent(samplePayload('Message', { kind: 'image', ...options })) as EventOf<'Message'>).media;
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

  it.each([
    ['Messag', {}, '`type` is a string. It must be one of: Message, '],
    ['Message', { txt: 'x' }, '`txt` does not exist. Did you mean `text`?'],
    ['Message', { kind: 'picture' }, '`kind` is a string. It must be one of: text, image'],
    ['Message', { kind: 'poll', variant: 'flow' }, 'one of: v1, v2, v4, v5, v6 for the kind'],
    ['Message', { variant: 'flow' }, "It must be absent for the kind 'text'."],
    ['Message', { quoted: { id: 'x' } }, '`quoted.id` does not exist.'],
    ['Message', { kind: 'reaction', forwarded: true }, "a message of the kind 'reaction' has no context"],
    ['Message', { envelope: 'D' }, '`envelope` is a string. It must be one of: A, B, C.'],
    ['Message', { timestamp: 'today' }, '`timestamp` is a string. It must be a valid Date.'],
    ['ReadReceipt', { messageId: 'x' }, 'Did you mean `messageIds`?'],
    ['GroupParticipantsAdd', { participants: ['5511'] }, '`participants` is an array. It must be a list of JIDs'],
  ])('throws INVALID_OPTION for %s with %j', (type, options, message) => {
    expect(() => samplePayload(type as EventType, options as object)).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION', message: expect.stringContaining(message) }),
    );
  });
});

describe('sampleEvent()', () => {
  it.each(EVENT_TYPES as readonly EventType[])('returns a %s', (type) => {
    expect(sampleEvent(type).type).toBe(type);
  });

  it.each(SAMPLE_KINDS)('returns a message of the kind %s from every envelope and casing', (kind) => {
    for (const wire of WIRES) {
      const event = sampleEvent('Message', { messageId: '3EB0MINE' }, { kind, ...wire });
      expect(event).toMatchObject({ type: 'Message', content: { kind }, key: '3EB0MINE' });
    }
  });

  it('puts overrides into the payload, so that raw, key and content agree with them', () => {
    const event = sampleEvent('Message', { text: 'ping', messageId: '3EB0MINE', fromMe: true });
    expect(event).toMatchObject({
      text: 'ping',
      key: '3EB0MINE',
      content: { kind: 'text', text: 'ping' },
      fromMe: true,
    });
    expect(parseEvent(event.raw)).toEqual(event);
  });

  it('sets every override as given', () => {
    const participants = [{ jid: '5@lid', phone: '5511900001234' }];
    expect(sampleEvent('GroupParticipantsAdd', { participants }).participants).toBe(participants);
    expect(sampleEvent('HistorySync', { conversations: [{ id: 'x' }] }).conversations).toEqual([{ id: 'x' }]);
    expect(sampleEvent('Message', { id: 'evt_1', claimedInstanceId: 'VZ1' })).toMatchObject({
      id: 'evt_1',
      claimedInstanceId: 'VZ1',
    });
    expect(sampleEvent('Message', { complete: false })).not.toHaveProperty('phone');
    expect(sampleEvent('ReadReceipt', { state: 'Delivered', messageIds: ['A', 'B'] })).toMatchObject({
      state: 'Delivered',
      messageIds: ['A', 'B'],
    });
  });

  it('throws INVALID_OPTION for a wrong option of the payload', () => {
    expect(() => sampleEvent('Message', {}, { caseing: 'go' } as object)).toThrow('Did you mean `casing`?');
  });
});
