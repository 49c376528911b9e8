import { expect, it } from 'vitest';
import { inspect } from './inspect.ts';

const message = (info: object, more: object = {}) => ({ info, message: { conversation: 'x' }, ...more });
const hasGoNames = (event: object) => inspect({ type: 'Message', event }, event).hasGoNames;

it('hasGoNames is true for a name in Go casing in any place, whatever names earlier payloads had there', () => {
  const known = { id: 'A', chat: 'c', sender: 's' };
  const misplaced = [
    message({ ...known, PushName: 'x' }),
    message({ ID: 'A', chat: 'c', sender: 's' }),
    message({ id: 'A', isFromMe: true, sender: 's' }),
    message(known, { RawMessage: {} }),
    message(known, { list: [{ id: 'A' }, { Id: 'A' }] }),
  ];
  for (let round = 0; round < 2; round += 1) {
    for (const event of misplaced) {
      expect(hasGoNames(message(known))).toBe(false);
      expect(hasGoNames(event)).toBe(true);
    }
  }
});

it('hasGoNames ignores the names inside opaque parts, but not the names beside them', () => {
  expect(hasGoNames(message({ id: 'A' }, { raw_message: { extendedTextMessage: {} } }))).toBe(false);
  expect(hasGoNames(message({ id: 'A' }, { raw_message: {}, extendedTextMessage: {} }))).toBe(true);
});

it('hasGoNames ignores the names of the envelope', () => {
  const event = message({ id: 'A' });
  expect(inspect({ InstanceID: 'x', event }, event).hasGoNames).toBe(false);
});

it('hasGoNames is correct for a payload with thousands of unknown names and with very long names', () => {
  const foreign = Object.fromEntries(
    Array.from({ length: 5_000 }, (_, index) => [`name_${index}`, { [`n${index}`]: 1 }]),
  );
  const long = { ['a'.repeat(100_000)]: { ['b'.repeat(100_000)]: 1 } };
  for (let round = 0; round < 3; round += 1) {
    expect(hasGoNames(message(foreign, long))).toBe(false);
    expect(hasGoNames(message({ ...foreign, Name: 1 }, long))).toBe(true);
  }
});

it('a payload is too deep above 200 levels, inside the event and beside it', () => {
  const nest = (levels: number) => JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`) as object;
  const isTooDeep = (payload: object, event: unknown) => inspect(payload, event).isTooDeep;
  const deep = nest(201);
  expect(isTooDeep(nest(200), undefined)).toBe(false);
  expect(isTooDeep(deep, undefined)).toBe(true);
  expect(isTooDeep({ event: nest(199) }, undefined)).toBe(false);
  expect(isTooDeep({ event: deep }, deep)).toBe(true);
  expect(isTooDeep({}, deep)).toBe(true);
  expect(isTooDeep({ raw_message: [nest(199)] }, undefined)).toBe(true);
});
