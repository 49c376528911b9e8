import { expect, it } from 'vitest';
import { EVENT_TYPES, isEventType, nearestEventType } from './index.ts';

it.each([
  ['message', 'Message'],
  ['Mesage', 'Message'],
  ['messages', 'Message'],
  ['MessageRead', 'ReadReceipt'],
  ['MessageDelivered', 'ReadReceipt'],
  ['Receipt', 'ReadReceipt'],
  ['read_receipt', 'ReadReceipt'],
  ['ReadReciept', 'ReadReceipt'],
  ['chatpresence', 'ChatPresence'],
  ['Presense', 'Presence'],
  ['GroupParticipantAdd', 'GroupParticipantsAdd'],
  ['GroupParticipantsRemoved', 'GroupParticipantsRemove'],
  ['Conected', 'Connected'],
  ['disconnect', 'Disconnected'],
])('nearestEventType(%j) suggests %s', (name, type) => {
  expect(nearestEventType(name)).toBe(type);
});

it.each(['', 'x', 'All', 'CallOffer', 'constructor', 'a'.repeat(10_000)])(
  'nearestEventType(%j) suggests nothing',
  (name) => {
    expect(nearestEventType(name)).toBe(undefined);
  },
);

it('isEventType accepts the event types and nothing else', () => {
  expect(new Set(EVENT_TYPES).size).toBe(EVENT_TYPES.length);
  expect(EVENT_TYPES.every(isEventType)).toBe(true);
  expect(['Unknown', 'All', 'message', undefined, 1].some(isEventType)).toBe(false);
});
