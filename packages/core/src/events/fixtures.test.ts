import { describe, expect, it } from 'vitest';
import { contentKinds } from './content/kinds.ts';
import { EVENT_TYPES, parseEvent } from './index.ts';
import { fixtures } from './test/fixtures.ts';

const toJson = (value: unknown): Record<string, unknown> => JSON.parse(JSON.stringify(value));

describe('parseEvent', () => {
  it.each(fixtures)('parses the fixture $name to its event, as object, text and bytes', ({ payload, event }) => {
    const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
    for (const input of [payload, text, new TextEncoder().encode(text)]) {
      const { raw, ...parsed } = toJson(parseEvent(input));
      expect(parsed).toEqual(event);
      expect(JSON.stringify(raw ?? null)).not.toMatch(/(instance|inner)-secret/);
    }
  });
});

describe('the fixtures', () => {
  it('have an example of every event type', () => {
    const types = new Set(fixtures.map(({ event }) => event.type));
    expect(types).toEqual(new Set([...EVENT_TYPES, 'Unknown']));
  });

  it('have an example of every content kind, under its name', () => {
    const kinds = [...Object.keys(contentKinds), 'unsupported'];
    for (const kind of kinds) {
      const fixture = fixtures.find(({ name }) => name === `Message/${kind}`);
      expect(fixture?.event, kind).toMatchObject({ content: { kind } });
    }
  });

  it('say what they show', () => {
    expect(fixtures.filter(({ shows }) => !/[.”"]$/.test(shows)).map(({ name }) => name)).toEqual([]);
  });
});
