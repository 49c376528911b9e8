import { expect, it } from 'vitest';
import { inspect } from './inspect.ts';

const message = (info: object, more: object = {}) => ({ info, message: { conversation: 'x' }, ...more });
const hasGoNames = (event: object) => inspect({ type: 'Message', event }, event).hasGoNames;

it('a name in Go casing is found in any place, whatever names earlier payloads had there', () => {
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

it('the names inside opaque parts do not count, but those beside them do', () => {
  expect(hasGoNames(message({ id: 'A' }, { raw_message: { extendedTextMessage: {} } }))).toBe(false);
  expect(hasGoNames(message({ id: 'A' }, { raw_message: {}, extendedTextMessage: {} }))).toBe(true);
});

it('the names of the envelope do not count', () => {
  const event = message({ id: 'A' });
  expect(inspect({ InstanceID: 'x', event }, event).hasGoNames).toBe(false);
});

it('many foreign names and long ones do not change what is found', () => {
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
