import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type EventOf, isEventType, parseEvent, type VZapsEvent } from './index.ts';
import { fixtures } from './test/fixtures.ts';
import { mutate, STEPS } from './test/mutate.ts';

const RUNS = 20_000;
const sources = fixtures.map(({ payload }) => JSON.stringify(payload));

const transports = [
  (payload: unknown) => payload,
  (payload: unknown) => JSON.stringify(payload),
  (payload: unknown) => new TextEncoder().encode(JSON.stringify(payload)),
  (payload: unknown) => ({ json_data: JSON.stringify(payload), token: 'secret' }),
  (payload: unknown) => ({ id: 'evt_1', data: payload }),
];

/** Every type that an envelope names. Unlike the parser, this searches level by level, with regular expressions. */
function claims(payload: unknown, depth = 0): unknown[] {
  if (depth > 6) return [];
  if (typeof payload === 'string') {
    try {
      return claims(JSON.parse(payload), depth + 1);
    } catch {
      return [];
    }
  }
  if (typeof payload !== 'object' || payload === null) return [];
  const entries = Object.entries(payload);
  const named = entries.filter(([key]) => /^type$/i.test(key)).map(([, value]) => value);
  const inside = entries
    .filter(([key]) => /^(json_?)?data$/i.test(key))
    .flatMap(([, value]) => claims(value, depth + 1));
  return [...named, ...inside];
}

/** What is wrong with an event. The tests call this tens of thousands of times, and `expect` is slow. */
function flawsOf(event: VZapsEvent, payload: unknown): string[] {
  const flaws: [boolean, string][] = [[!('raw' in event), 'has no raw']];
  if (event.type === 'Unknown') {
    flaws.push([event.issues.length === 0, 'does not say why it is Unknown']);
    for (const { path, message } of event.issues) {
      flaws.push([!message.startsWith('expected ') || !/^[\w.]*$/.test(path), 'has an issue in another form']);
      flaws.push([/\d{5}|@|secret/.test(path + message), 'has a value of the payload in an issue']);
    }
    return flaws.flatMap(([is, flaw]) => (is ? flaw : []));
  }
  flaws.push([!isEventType(event.type) || !claims(payload).includes(event.type), 'has a type that no envelope names']);
  const phone = 'phone' in event ? event.phone : undefined;
  if (phone !== undefined) {
    flaws.push([!/^[1-9]\d*$/.test(phone), 'has a phone that is not digits']);
    flaws.push([JSON.stringify(payload).includes(`"${phone}@lid"`), 'has the phone of a LID']);
  }
  if (event.type === 'Message') {
    flaws.push([
      ![event.messageId, event.chat, event.sender].every((text) => text && typeof text === 'string'),
      'has no id, chat or sender',
    ]);
    flaws.push([!(event.timestamp.getTime() > 0), 'has no time']);
    flaws.push([event.key === undefined && hasKnownContent(event), 'has content and no key']);
    flaws.push([typeof event.content.kind !== 'string' || !Array.isArray(event.mentions), 'has no content']);
  }
  if (event.type === 'ReadReceipt') flaws.push([event.messageIds.length === 0, 'has no ids']);
  return flaws.flatMap(([is, flaw]) => (is ? flaw : []));
}

/** Whether the content is known, so that the message has a key. After an empty text the content may still arrive. */
function hasKnownContent({ content }: EventOf<'Message'>): boolean {
  if (content.kind === 'text' && content.text === '') return false;
  return content.kind === 'edit' ? content.content.kind !== 'unsupported' : content.kind !== 'unsupported';
}

function expectNone(flaws: string[]): void {
  if (flaws.length > 0) expect.fail(`the event ${flaws.join(', ')}`);
}

it(`parseEvent never throws, never names a wrong type, and always gives a reason for Unknown, for ${RUNS} mutated payloads`, {
  timeout: 60_000,
}, () => {
  const seen = { Unknown: 0, typed: 0 };
  const payloads = fc.record({
    source: fc.nat(sources.length - 1),
    steps: fc.array(fc.tuple(fc.nat(STEPS - 1), fc.nat(), fc.nat()), { minLength: 1, maxLength: 4 }),
    transport: fc.nat(transports.length - 1),
  });
  fc.assert(
    fc.property(payloads, ({ source, steps, transport }) => {
      const payload = steps.reduce((value, step) => mutate(value, ...step), JSON.parse(sources[source] ?? 'null'));
      const event = parseEvent(transports[transport]?.(payload));
      expectNone(flawsOf(event, payload));
      seen[event.type === 'Unknown' ? 'Unknown' : 'typed'] += 1;
    }),
    { seed: 20_261_123, numRuns: RUNS },
  );
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as { polluted?: unknown }).polluted).toBe(undefined);
  // The mutations must change payloads, and must not destroy all of them.
  expect(seen.typed).toBeGreaterThan(RUNS / 4);
  expect(seen.Unknown).toBeGreaterThan(RUNS / 20);
});

it('parseEvent never throws for a payload that is cut off or has one changed byte', () => {
  const cuts = fc.tuple(
    fc.nat(sources.length - 1),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.nat(255),
    fc.boolean(),
  );
  fc.assert(
    fc.property(cuts, ([source, share, byte, cut]) => {
      const bytes = new TextEncoder().encode(sources[source]);
      const at = Math.floor(share * (bytes.length - 1));
      if (!cut) bytes[at] = byte;
      const event = parseEvent(cut ? bytes.subarray(0, at) : bytes);
      if (event.type === 'Unknown') expectNone(flawsOf(event, null));
    }),
    { seed: 20_261_123, numRuns: 3_000 },
  );
});
