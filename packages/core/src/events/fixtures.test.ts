import { describe, expect, it } from 'vitest';
import { EVENT_TYPES, parseEvent } from './index.ts';
import { fixtures } from './test/fixtures.ts';

const asJson = (value: unknown): Record<string, unknown> => JSON.parse(JSON.stringify(value));
const kindOf = (event: unknown) => (event as { content?: { kind: string } }).content?.kind;

describe('fixtures', () => {
  it.each(fixtures)('$name parses to its expected event, as object, text and bytes', ({ payload, expected }) => {
    const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
    for (const input of [payload, text, new TextEncoder().encode(text)]) {
      const { raw, ...event } = asJson(parseEvent(input));
      expect(event).toEqual(expected);
      expect(JSON.stringify(raw ?? null)).not.toMatch(/(instance|inner)-secret/);
    }
  });

  it.each(fixtures)('$name is Unknown only if it says so', ({ name, type, payload }) => {
    expect(parseEvent(payload).type).toBe(name.includes('/unknown-') ? 'Unknown' : type);
  });

  it('are at least sixty, in every type and kind, each in both casings', () => {
    const events = fixtures.map(({ name, expected }) => ({ go: name.endsWith('.go'), event: expected }));
    const cases = (of: (event: unknown) => unknown, go: boolean) =>
      new Set(events.filter((each) => each.go === go).map(({ event }) => of(event)));
    const typeOf = (event: unknown) => (event as { type: string }).type;
    expect(fixtures.length).toBeGreaterThan(60);
    for (const type of EVENT_TYPES) {
      expect(cases(typeOf, false)).toContain(type);
      expect(cases(typeOf, true)).toContain(type);
    }
    expect(cases(kindOf, false)).toEqual(cases(kindOf, true));
    expect(cases(kindOf, true).size).toBe(1 + 18);
  });
});
