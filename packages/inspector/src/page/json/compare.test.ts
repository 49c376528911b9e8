import { parseEvent } from '@vzaps/core/events';
import { samplePayload } from '@vzaps/testing';
import { expect, it } from 'vitest';
import { compare } from './compare.ts';
import { toLines } from './lines.ts';

function compareSample(payload: Record<string, unknown>) {
  const { raw, ...event } = parseEvent(payload);
  return compare(toLines(JSON.parse(JSON.stringify(event))), toLines(raw));
}

it('a field that has another name in the delivery has the mark `renamed` and the path on the other side', () => {
  const { typed, raw } = compareSample(samplePayload('Message', { text: 'hello' }));
  expect(typed.get('messageId')).toEqual({ mark: 'renamed', other: 'event.info.id' });
  expect(raw.get('event.info.id')).toEqual({ mark: 'renamed', other: 'messageId' });
  expect(typed.get('fromMe')).toEqual({ mark: 'renamed', other: 'event.info.is_from_me' });
});

it('a field with the same key and value has the mark `same`, whatever the spelling of the key', () => {
  const { typed } = compareSample(samplePayload('Message', { text: 'hello', pushName: 'Ana' }));
  expect(typed.get('pushName')).toEqual({ mark: 'same', other: 'event.info.push_name' });
  expect(typed.get('type')).toEqual({ mark: 'same', other: 'type' });
});

it('a date in another form, and a phone inside a JID, have the mark `derived`', () => {
  const { typed } = compareSample(samplePayload('Message', { text: 'hello' }));
  expect(typed.get('timestamp')).toEqual({ mark: 'derived', other: 'event.info.timestamp' });
  expect(typed.get('phone')?.mark).toBe('derived');
  expect(typed.get('phone')?.other).toMatch(/^event\.info\./);
});

it('a field that no typed field takes has the mark `dropped`, and a computed field has no path on the other side', () => {
  const { typed, raw } = compareSample(samplePayload('Message', { text: 'hello' }));
  expect(raw.get('event.info.multicast')).toEqual({ mark: 'dropped' });
  expect(typed.get('complete')).toEqual({ mark: 'derived' });
});

it('a common value such as false is not taken from a field with an unrelated name', () => {
  const { typed } = compare(toLines({ isGroup: false }), toLines({ multicast: false }));
  expect(typed.get('isGroup')).toEqual({ mark: 'derived' });
});
