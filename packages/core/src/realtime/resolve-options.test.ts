import { expect, it } from 'vitest';
import { createReceiver, unsafeSkipVerification } from '../webhooks/index.ts';
import { createRealtime } from './create-realtime.ts';
import type { RealtimeOptions } from './options.ts';

const valid = (): RealtimeOptions => ({
  client: { realtimeCredentials: () => Promise.reject(new Error('not used')) },
  instanceId: 'VZ1',
  receiver: createReceiver({ verify: unsafeSkipVerification() }),
});

it.each<[object, string]>([
  [{ client: undefined }, '`client` is missing. It must be a VZapsClient.'],
  [{ client: {} }, '`client` is an object. It must be a VZapsClient.'],
  [{ instanceId: '' }, '`instanceId` is an empty string.'],
  [{ instanceToken: 7 }, '`instanceToken` is 7.'],
  [{ receiver: undefined }, '`receiver` is missing.'],
  [{ receiver: { on() {} } }, '`receiver` is an object.'],
  [{ events: [] }, '`events` is an empty array.'],
  [{ events: 'Message' }, '`events` is a string.'],
  [
    { events: ['Message', 'Receipt'] },
    "`events[1]` is a string. It must be an event type of VZaps. Did you mean 'ReadReceipt'?",
  ],
  [{ events: ['Nothing like it'] }, 'Known types: '],
  [{ url: 'https://example.com' }, '`url` is a string. It must be a ws or wss URL'],
  [{ url: 'wss://user:password@example.com' }, '`url` is a string.'],
  [{ cursor: { load() {} } }, '`cursor` is an object. It must be a cursor with the methods `load` and `save`.'],
  [{ credentials: 'cookie' }, "`credentials` is a string. It must be 'headers' or 'query'."],
  [{ onState: true }, '`onState` is true. It must be a function.'],
  [{ onGivenUp: 'log' }, '`onGivenUp` is a string.'],
  [{ signal: {} }, '`signal` is an object. It must be an AbortSignal.'],
  [{ reconnect: 5 }, '`reconnect` is 5. It must be an object.'],
  [{ reconnect: { base: 5 } }, '`reconnect.base` does not exist. Did you mean `reconnect.baseMs`?'],
  [{ reconnect: { maxMs: 0 } }, '`reconnect.maxMs` is 0.'],
  [{ retry: { attempts: -1 } }, '`retry.attempts` is -1. It must be a whole number of at least 0 (attempts).'],
  [{ acknowledge: 'no' }, '`acknowledge` is a string.'],
  [{ maxUnacked: 0 }, '`maxUnacked` is 0. It must be a whole number of at least 1 (events).'],
  [{ maxFrameBytes: 1.5 }, '`maxFrameBytes` is 1.5.'],
  [{ silenceMs: 2 ** 31 }, '`silenceMs` is 2147483648.'],
  [{ instancId: 'VZ1' }, '`instancId` does not exist. Did you mean `instanceId`?'],
])('createRealtime() refuses %o and names the option', (options, message) => {
  expect(() => createRealtime({ ...valid(), ...options } as RealtimeOptions)).toThrow(message);
});

it('createRealtime() ignores options whose value is undefined, and accepts a base class of options', () => {
  const options = { ...valid(), events: undefined, url: undefined, cursor: undefined, retry: undefined };
  expect(createRealtime(options).status).toMatchObject({ state: 'closed', reason: 'Not started.' });
});
