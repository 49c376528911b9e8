import { describe, expect, it } from 'vitest';
import { removeCredentials } from '../envelope/credentials.ts';
import { isCredential } from '../envelope/level.ts';
import { parseNumber } from './parse-number.ts';
import { parseTimestamp } from './parse-timestamp.ts';
import { toSnakeKeys, toSnakeName } from './snake-case.ts';

describe('toSnakeName', () => {
  it.each([
    ['MessageIDs', 'message_i_ds'],
    ['ID', 'id'],
    ['URL', 'url'],
    ['SenderAlt', 'sender_alt'],
    ['IsFromMe', 'is_from_me'],
    ['fileEncSHA256', 'file_enc_sha256'],
    ['JPEGThumbnail', 'jpeg_thumbnail'],
    ['mentionedJID', 'mentioned_jid'],
    ['stanzaID', 'stanza_id'],
    ['selectedRowID', 'selected_row_id'],
    ['IsViewOnceV2', 'is_view_once_v2'],
    ['pollCreationMessageV3', 'poll_creation_message_v3'],
    ['remoteJID', 'remote_jid'],
    ['PTT', 'ptt'],
    ['viewOnceMessageV2Extension', 'view_once_message_v2_extension'],
  ])('converts %s to %s, as VZaps does', (go, snake) => {
    expect(toSnakeName(go)).toBe(snake);
    expect(toSnakeName(snake)).toBe(snake);
  });

  it('returns a name unchanged that is longer than any field', () => {
    const name = 'A'.repeat(1_000_000);
    expect(toSnakeName(name)).toBe(name);
  });
});

describe('toSnakeKeys', () => {
  it('copies a value in snake_case without a change', () => {
    const value = { info: { id: 'X' }, list: [{ a: 1 }, null, 'B'], raw_message: { imageMessage: {} } };
    expect(toSnakeKeys(value)).toEqual(value);
  });

  it('renames keys at every level and changes no value', () => {
    const value = { Info: { PushName: 'IsFromMe' }, list: [{ A: 'B' }, { c: 1 }], same: { Same: null } };
    const renamed = { info: { push_name: 'IsFromMe' }, list: [{ a: 'B' }, { c: 1 }], same: { same: null } };
    expect(toSnakeKeys(value)).toEqual(renamed);
    expect(value.list[0]).toEqual({ A: 'B' });
  });

  it('does not rename keys inside large opaque parts', () => {
    const conversations = [{ ID: 1 }];
    const renamed = toSnakeKeys({ Data: { Conversations: conversations } }) as unknown as {
      data: { conversations: unknown };
    };
    expect(renamed.data.conversations).toBe(conversations);
  });

  it('prefers the casing of production if a key comes in both', () => {
    expect(toSnakeKeys({ Chat: 1, chat: 2 })).toEqual({ chat: 2 });
    expect(toSnakeKeys({ chat: 2, Chat: 1 })).toEqual({ chat: 2 });
  });

  it.each(['{"__proto__":{"polluted":1},"A":1}', '{"__Proto__":{"polluted":1}}', '{"__PROTO__":{"polluted":1}}'])(
    'does not set the prototype for %s',
    (json) => {
      const renamed = toSnakeKeys(JSON.parse(json));
      expect(Object.getPrototypeOf(renamed)).toBe(Object.prototype);
      expect((renamed as { polluted?: unknown }).polluted).toBe(undefined);
    },
  );

  it('treats `constructor` and similar keys as ordinary keys', () => {
    expect(toSnakeKeys(JSON.parse('{"constructor":{"X":1},"hasOwnProperty":2,"toString":3,"Y":1}'))).toEqual(
      JSON.parse('{"constructor":{"x":1},"has_own_property":2,"to_string":3,"y":1}'),
    );
  });
});

describe('parseTimestamp', () => {
  const time = '2026-09-17T16:31:00.000Z';
  it.each([
    '2026-09-17T13:31:00-03:00',
    '2026-09-17T16:31:00Z',
    '2026-09-17T16:31:00.000000000Z',
    1_789_662_660,
    '1789662660',
    1_789_662_660_000,
    '1789662660000',
  ])('parses %j', (value) => {
    expect(parseTimestamp(value)?.toISOString()).toBe(time);
  });

  it.each([
    null,
    undefined,
    '',
    ' ',
    0,
    -1,
    2026,
    '2026',
    '0001-01-01T00:00:00Z',
    'soon',
    'May 1',
    1e300,
    '9'.repeat(400),
  ])('returns undefined for %j', (value) => {
    expect(parseTimestamp(value)).toBe(undefined);
  });
});

describe('parseNumber', () => {
  it('parses numbers and numbers as text', () => {
    expect(['48213', 48213, '0', -1.5].map(parseNumber)).toEqual([48213, 48213, 0, -1.5]);
    expect([null, undefined, '', ' ', 'x', 'Infinity', '1e999'].map(parseNumber)).toEqual(Array(7).fill(undefined));
  });
});

describe('the credentials of an envelope', () => {
  it.each([
    'token',
    'Token',
    'instance_token',
    'instanceToken',
    'InstanceToken',
    'client_token',
    'clientSecret',
    'access_token',
    'Authorization',
    'password',
    'secret',
    'apiKey',
    'api_key',
    'APIKey',
    'X-Instance-Token',
    'x-client-token',
  ])('include %s', (key) => {
    expect(isCredential(key)).toBe(true);
  });

  it.each(['instance_id', 'tokens_left', 'type', 'id', 'key', '__proto__'])('do not include %s', (key) => {
    expect(isCredential(key)).toBe(false);
  });

  it('are emptied in text that is not JSON', () => {
    expect(removeCredentials('{"a":1,"token" : "s3\\"cret","x":"y","apiKey":"cut of')).toBe(
      '{"a":1,"token" : "","x":"y","apiKey":"',
    );
    expect(removeCredentials('nothing "to": "hide"')).toBe('nothing "to": "hide"');
  });
});
