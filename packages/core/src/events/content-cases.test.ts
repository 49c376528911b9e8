import { describe, expect, it } from 'vitest';
import { contentKinds } from './content/kinds.ts';
import { parseEvent } from './index.ts';
import { CHAT, type ContentCase, contentCases } from './test/content-cases.ts';
import { envelopes, toSnakeCase } from './test/wire-forms.ts';

function payloadOf({ message, info, beside }: ContentCase) {
  const Info = {
    ID: '3EB0CASE',
    Chat: CHAT,
    Sender: CHAT,
    Timestamp: '2026-09-17T13:31:00-03:00',
    IsFromMe: false,
    Edit: '',
  };
  return { type: 'Message', event: { Info: { ...Info, ...info }, Message: message, IsEdit: false, ...beside } };
}

/** Fields that are `undefined` must be absent, at every level. */
function absentFields(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    item === undefined ? [[...path, key]] : absentFields(item, [...path, key]),
  );
}

const present = (value: unknown) => JSON.parse(JSON.stringify(value)) as object;

describe.each(Object.entries(envelopes))('a message in %s', (_envelope, wrap) => {
  it.each(contentCases)('is read in both casings: $name', (each) => {
    const go = payloadOf(each);
    const snake = { type: 'Message', event: toSnakeCase(go.event) };
    for (const payload of [go, snake]) {
      const event = parseEvent(wrap(payload));
      expect(event).toMatchObject(present(each.expected));
      for (const path of absentFields(each.expected)) expect(event).not.toHaveProperty(path);
    }
  });
});

describe('the content cases', () => {
  it('have a case for every content kind that the wire writes in several forms', () => {
    const kinds = new Set(
      contentCases.map(({ expected }) => (expected.content as { kind?: string } | undefined)?.kind),
    );
    const needed = Object.keys(contentKinds);
    const inFixturesOnly = ['video', 'audio', 'document', 'sticker', 'location', 'contacts', 'groupInvite'];
    expect(needed.filter((kind) => !kinds.has(kind))).toEqual(inFixturesOnly);
  });
});
