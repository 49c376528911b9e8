import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_TYPES, type EventType, parseEvent, schemas, type VZapsEvent } from './index.ts';
import { arbitraryOf } from './test/arbitrary.ts';

const RUNS = 200;

type Payload = { type: EventType; event: Record<string, unknown> };

/** Adds the fields that the schemas leave optional and an event needs: the sender, the time, the messages or people. */
function whole(payload: Payload): Payload {
  const event = payload.event ?? {};
  const sender = '5511900001234@s.whatsapp.net';
  const known: Partial<Record<EventType, object>> = {
    Message: { info: { ...(event.info as object), sender, timestamp: '2026-09-17T13:31:00-03:00' } },
    ReadReceipt: { sender, message_i_ds: ['A'] },
    ChatPresence: { sender, state: 'composing' },
    GroupParticipantsAdd: { jid: '1@g.us', participants: [sender] },
    GroupParticipantsRemove: { jid: '1@g.us', participants: [sender] },
  };
  return {
    ...payload,
    ...(payload.type === 'ReadReceipt' && { state: 'Read' }),
    event: { ...event, ...known[payload.type] },
  };
}

/** Converts keys to Go's casing. It is another implementation than the one of the samples. */
function pascal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pascal);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [pascalKey(key), pascal(item)]));
}

function pascalKey(key: string): string {
  if (key === 'message_i_ds') return 'MessageIDs';
  return key.replace(
    /(^|_)([a-z])/g,
    (_, before, letter) => (before && !/[a-z]/.test(letter) ? before : '') + letter.toUpperCase(),
  );
}

function parsed(payload: unknown): Partial<VZapsEvent> {
  const { raw: _raw, id: _id, createdAt: _created, claimedInstanceId: _claimed, ...event } = parseEvent(payload);
  // An event without a key of its own has the id of its frame as the key.
  if (event.key === 'evt_1') delete event.key;
  return JSON.parse(JSON.stringify(event));
}

describe.each(EVENT_TYPES)('a payload that the schema of %s allows', (type) => {
  const payloads = arbitraryOf(schemas[type]).map((payload) => whole(payload as Payload));
  const check = (property: (payload: Payload) => void) =>
    fc.assert(
      fc.property(payloads, (payload) => void property(payload)),
      { seed: 20_261_123, numRuns: RUNS },
    );

  it('is parsed to an event of the type', () => {
    check((payload) => expect(parseEvent(payload)).toMatchObject({ type }));
  });

  it('is accepted by the schema', () => {
    check((payload) => expect(schemas[type].safeParse(payload)).toMatchObject({ success: true }));
  });

  it('leads to the same event in every envelope, as text, and in Go casing', () => {
    check((payload) => {
      const event = parsed(payload);
      expect(parsed({ json_data: payload })).toEqual(event);
      expect(parsed({ json_data: JSON.stringify(payload) })).toEqual(JSON.parse(JSON.stringify(event)));
      expect(parsed({ id: 'evt_1', type, data: { ...payload, event: JSON.stringify(payload.event) } })).toEqual(event);
      expect(parsed({ ...payload, event: pascal(payload.event) })).toEqual(event);
    });
  });

  it('leads to the same event if every missing optional field is null', () => {
    check((payload) => expect(parsed(withNulls(payload))).toEqual(parsed(payload)));
  });
});

/** Adds the optional fields of envelope, event and info that are missing, as null. */
function withNulls(payload: Payload): unknown {
  const nulls = (names: string[]) => Object.fromEntries(names.map((name) => [name, null]));
  const info = payload.event.info as object | undefined;
  return {
    ...nulls(['state', 'media_url', 'json_data', 'data', 'id', 'instance_id', 'created_at', 'token']),
    ...payload,
    event: {
      ...nulls([
        'sender_alt',
        'is_from_me',
        'timestamp',
        'last_seen',
        'media',
        'actor',
        'author',
        'data',
        'message',
        'is_edit',
      ]),
      ...payload.event,
      ...(info && { info: { ...nulls(['sender_alt', 'is_from_me', 'push_name', 'edit', 'verified_name']), ...info } }),
    },
  };
}
