import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { decodeBody, parseEvent, type UnknownEvent } from './index.ts';

const info = { id: 'X', chat: '1@s.whatsapp.net', sender: '1@s.whatsapp.net', timestamp: '2026-09-17T13:31:00-03:00' };
const message = (node: unknown) => ({ type: 'Message', event: { info, message: node } });
const nested = (levels: number, open = '[', close = ']') => `${open.repeat(levels)}${close.repeat(levels)}`;
const nestedObject = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

describe('parseEvent', () => {
  const throwing = Object.defineProperty({}, 'type', {
    enumerable: true,
    get() {
      throw new Error('no');
    },
  });
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const circular: Record<string, unknown> = { type: 'Connected' };
  circular.self = circular;

  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['a number', 5],
    ['NaN', Number.NaN],
    ['a boolean', true],
    ['a bigint', 5n],
    ['a symbol', Symbol('x')],
    ['a function', () => {}],
    ['a date', new Date()],
    ['a map', new Map()],
    ['an empty object', {}],
    ['an array', [message({})]],
    ['empty text', ''],
    ['white space', ' \n'],
    ['text', 'hello'],
    ['a lone surrogate', '\ud800'],
    ['no bytes', new Uint8Array()],
    ['bytes that are no UTF-8', Uint8Array.of(0xff, 0xfe, 0x00, 0xc0)],
    ['other bytes', new Float64Array(3)],
    ['JSON null', 'null'],
    ['JSON text', '"hello"'],
    ['JSON with an end that is missing', '{"type":"Connected"'],
    ['a getter that throws', throwing],
    ['a revoked proxy', revoked.proxy],
    ['a circle', circular],
    ['a form that is none', 'jsonData=%E0%A4%A&x'],
    ['a null prototype', Object.create(null)],
  ])('returns Unknown with the reasons for %s', (_name, input) => {
    const event = parseEvent(input) as UnknownEvent;
    expect(event.type).toBe('Unknown');
    expect(event.issues.length).toBeGreaterThan(0);
  });

  it('returns the claimed type of an Unknown event, known or not', () => {
    expect(parseEvent({ type: 'New', event: {} })).toMatchObject({ type: 'Unknown', claimedType: 'New' });
    expect(parseEvent(message(null).event)).not.toHaveProperty('claimedType');
    expect(parseEvent({ type: 'ReadReceipt', event: {} })).toMatchObject({
      type: 'Unknown',
      claimedType: 'ReadReceipt',
    });
    expect(parseEvent(`{"type":"Message","event":${nestedObject(300)}}`)).toMatchObject({ claimedType: 'Message' });
  });

  it.each([
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'valueOf',
    'message',
    'MESSAGE',
    'Message ',
    'Unknown',
  ])('returns Unknown for the type %j', (type) => {
    expect(parseEvent({ type, event: { info } })).toMatchObject({ type: 'Unknown', claimedType: type });
  });

  it('does not call an error map that the application set for zod', () => {
    const { customError } = z.config();
    z.config({
      customError: () => {
        throw new Error('theirs');
      },
    });
    try {
      const payload = { type: 'Message', event: { info: {} } };
      expect(parseEvent({ ...payload, token: 's' })).toMatchObject({
        type: 'Unknown',
        claimedType: 'Message',
        raw: payload,
      });
    } finally {
      z.config({ customError });
    }
  });

  it('never puts a value of the payload into an issue', () => {
    const event = {
      info: { ...info, id: 5511900001234, chat: { a: '5511900001234' }, timestamp: 'secret' },
      token: 'secret',
    };
    const { issues } = parseEvent({ type: 'Message', event, token: 'secret' }) as UnknownEvent;
    expect(JSON.stringify(issues)).not.toMatch(/secret|5511900001234/);
    expect(issues.map(({ path }) => path)).toEqual(['event.info.id', 'event.info.chat']);
  });
});

describe('a payload with hostile keys', () => {
  it.each(['__proto__', '__Proto__', 'constructor', 'Constructor', 'prototype'])(
    'pollutes no prototype with %s',
    (key) => {
      const hostile = `{"polluted":true,"prototype":{"polluted":true},"type":"Message"}`;
      const text = JSON.stringify(message({ conversation: 'hi' })).replaceAll('{', `{"${key}":${hostile},`);
      for (const payload of [text, `{"${key}":${hostile},"json_data":${text},"Token":"s"}`]) {
        expect(parseEvent(payload)).toMatchObject({ type: 'Message', text: 'hi' });
        expect(({} as { polluted?: true }).polluted).toBe(undefined);
        expect((Object as { polluted?: true }).polluted).toBe(undefined);
      }
    },
  );

  it('is not typed through its prototype', () => {
    expect(parseEvent('{"__proto__":{"type":"Connected"}}').type).toBe('Unknown');
    expect(parseEvent('{"type":"Message","event":{"__proto__":{"info":{}}}}').type).toBe('Unknown');
  });
});

describe('the depth of a payload', () => {
  it.each([
    ['arrays', nested(10_000)],
    ['objects', nestedObject(10_000)],
    ['a million arrays', nested(1_000_000)],
    ['arrays that never close', '['.repeat(1_000_000)],
    ['arrays in an event', `{"type":"Message","event":${nested(10_000)}}`],
    ['objects beside an event', JSON.stringify(message({})).replace('{', `{"x":${nestedObject(10_000)},`)],
    [
      'wrappers',
      JSON.stringify(message(0)).replace(
        ':0}',
        `:${'{"ephemeral_message":{"message":'.repeat(5000)}1${'}'.repeat(10_001)}`,
      ),
    ],
    ['Go casing', `{"type":"Message","event":{"Info":${nestedObject(10_000).replaceAll('a', 'A')}}}`],
  ])('makes it Unknown if it is too deep: %s', (_name, text) => {
    expect(parseEvent(text).type).toBe('Unknown');
    const body = decodeBody(text);
    if (body.ok) expect(parseEvent(body.value).type).toBe('Unknown');
  });

  it('is also counted in JSON text inside the payload', () => {
    const deep = JSON.stringify({ ...message({ conversation: 'hi' }), x: 0 }).replace(':0}', `:${nested(10_000)}}`);
    expect(parseEvent({ json_data: deep })).toMatchObject({ type: 'Unknown', issues: [{ path: 'json_data' }, {}] });
    expect(parseEvent({ type: 'Message', event: nestedObject(10_000) })).toMatchObject({ type: 'Unknown' });
  });

  it('may be 190 levels, but not 201', () => {
    const beside = (levels: number) =>
      JSON.stringify({ ...message({ conversation: 'hi' }), x: 0 }).replace(':0}', `:${nested(levels)}}`);
    expect(parseEvent(beside(190)).type).toBe('Message');
    expect(parseEvent(beside(200))).toMatchObject({
      type: 'Unknown',
      issues: [{ path: '', message: 'expected at most 200 levels' }],
    });
  });

  it('may come from ninety wrappers around a message', () => {
    const wrapped = `${'{"ephemeral_message":{"message":'.repeat(90)}{"conversation":"hi"}${'}}'.repeat(90)}`;
    const text = JSON.stringify(message(0)).replace(':0}', `:${wrapped}}`);
    expect(parseEvent(text)).toMatchObject({ type: 'Message', text: 'hi', isEphemeral: true });
  });
});

describe('unusual JSON', () => {
  it('has the last of duplicate keys, as with JSON.parse', () => {
    const text = '{"type":"Message","type":"Connected","event":{}}';
    expect(parseEvent(text).type).toBe('Connected');
  });

  it('may hold numbers beyond 2^53, lone surrogates and escapes', () => {
    const text = JSON.stringify(message({ conversation: '0' })).replace(
      '"conversation":"0"',
      '"x":123456789012345678901234567890,"y":1e999,"c\\u006fnversation":"\\ud800 \\u0000 😀"',
    );
    expect(parseEvent(text)).toMatchObject({ type: 'Message', text: '\ud800 \u0000 😀' });
  });

  it('may hold white space anywhere, and numbers that are written as 1.0', () => {
    expect(parseEvent('\n { "type" :\t"Presence" , "event":{ "from" : "1@lid", "n": 1.0 } }\r\n').type).toBe(
      'Presence',
    );
  });
});

// Quadratic code takes minutes, so it exceeds the timeout on any machine. Linear code takes a fraction of it.
describe('the time of parseEvent', { timeout: 30_000 }, () => {
  it('is linear in a text of 50 MB', () => {
    const payload = JSON.stringify(message({ conversation: '"\\'.repeat(25_000_000) }));
    expect(parseEvent(payload).type).toBe('Message');
  });

  it.each<[string, string]>([
    ['quotes and backslashes, cut off', `{"token":"${'\\"'.repeat(2_000_000)}`],
    ['credentials, cut off', `{${'"token":"x",'.repeat(200_000)}`],
    ['blanks after credentials, cut off', `{"token"${' '.repeat(2_000_000)}`],
    ['half keys, cut off', '"token" '.repeat(300_000)],
    ['keys', `{${Array.from({ length: 200_000 }, (_, i) => `"k${i}":1`).join()},"type":"Connected"}`],
    [
      'keys in Go casing',
      `{"type":"Message","event":{${Array.from({ length: 100_000 }, (_, i) => `"Key${i}":{"A":1}`).join()}}}`,
    ],
    ['one key of a million capitals', `{"type":"Message","event":{"${'A'.repeat(1_000_000)}":1}}`],
    ['text in text in text', JSON.stringify(JSON.stringify(JSON.stringify({ a: '"'.repeat(200_000) })))],
    ['a form', `jsonData=${'%22'.repeat(500_000)}`],
    ['a form of many fields', `${'a=b&'.repeat(300_000)}jsonData={}`],
    ['no form', 'json_data'.repeat(300_000)],
    ['a JID of dots', JSON.stringify(message({})).replaceAll('1@s', `${'1.'.repeat(200_000)}:@s`)],
    ['a JID of colons', JSON.stringify(message({})).replaceAll('1@s', `${'1:'.repeat(200_000)}@s`)],
    ['a JID of digits', JSON.stringify(message({})).replaceAll('1@s.whatsapp.net', `${'1'.repeat(500_000)}@lid`)],
    ['a time of digits', JSON.stringify(message({})).replace(info.timestamp, '1'.repeat(1_000_000))],
    [
      'ids',
      JSON.stringify({
        type: 'ReadReceipt',
        state: 'Read',
        event: { ...info, message_i_ds: Array(200_000).fill('A') },
      }),
    ],
    [
      'ids that are none',
      JSON.stringify({ type: 'ReadReceipt', state: 'Read', event: { ...info, message_i_ds: Array(200_000).fill(1) } }),
    ],
  ])('is short for %s', (_name, text) => {
    expect(parseEvent(text).raw).toBeDefined();
  });
});

describe('decodeBody', () => {
  it.each<[string, string | Uint8Array, unknown]>([
    ['JSON', '{"a":1}', { a: 1 }],
    ['bytes', new TextEncoder().encode('[1]'), [1]],
    ['a byte order mark', '\uFEFF1', 1],
    ['a form', 'x=1&jsonData=%7B%7D', { x: '1', jsonData: '{}' }],
    ['another form', 'json_data={}', { json_data: '{}' }],
  ])('decodes %s', (_name, body, value) => {
    expect(decodeBody(body)).toEqual({ ok: true, value });
  });

  it.each(['', ' ', '{', 'a=b', 'hello', '\ud800', new Uint8Array(), Uint8Array.of(0xff)])('refuses %j', (body) => {
    expect(decodeBody(body)).toEqual({ ok: false });
  });
});
