import { describe, expect, it } from 'vitest';
import { isCredential, withoutCredentials } from './credentials.ts';
import { numberOf } from './number.ts';
import { snakeKeys, snakeName } from './snake-case.ts';
import { timeOf } from './time.ts';

describe('snakeName', () => {
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
  ])('makes %s %s, as VZaps does', (go, snake) => {
    expect(snakeName(go)).toBe(snake);
    expect(snakeName(snake)).toBe(snake);
  });

  it('leaves a name alone that is longer than any field', () => {
    const name = 'A'.repeat(1_000_000);
    expect(snakeName(name)).toBe(name);
  });
});

describe('snakeKeys', () => {
  it('returns what is in snake_case already, and does not copy it', () => {
    const value = { info: { id: 'X' }, list: [{ a: 1 }, null, 'B'], raw_message: { imageMessage: {} } };
    expect(snakeKeys(value)).toBe(value);
  });

  it('renames keys at every level and touches no value', () => {
    const value = { Info: { PushName: 'IsFromMe' }, list: [{ A: 'B' }, { c: 1 }], same: { Same: null } };
    const renamed = { info: { push_name: 'IsFromMe' }, list: [{ a: 'B' }, { c: 1 }], same: { same: null } };
    expect(snakeKeys(value)).toEqual(renamed);
    expect(value.list[0]).toEqual({ A: 'B' });
  });

  it('hands large opaque parts on as they came', () => {
    const conversations = [{ ID: 1 }];
    const renamed = snakeKeys({ Data: { Conversations: conversations } }) as unknown as {
      data: { conversations: unknown };
    };
    expect(renamed.data.conversations).toBe(conversations);
  });

  it('prefers the casing of production where both are there', () => {
    expect(snakeKeys({ Chat: 1, chat: 2 })).toEqual({ chat: 2 });
    expect(snakeKeys({ chat: 2, Chat: 1 })).toEqual({ chat: 2 });
  });

  it.each(['{"__proto__":{"polluted":1},"A":1}', '{"__Proto__":{"polluted":1}}', '{"__PROTO__":{"polluted":1}}'])(
    'lets no key become a prototype: %s',
    (json) => {
      const renamed = snakeKeys(JSON.parse(json));
      expect(Object.getPrototypeOf(renamed)).toBe(Object.prototype);
      expect((renamed as { polluted?: unknown }).polluted).toBe(undefined);
    },
  );

  it('treats constructor and its like as keys among others', () => {
    expect(snakeKeys(JSON.parse('{"constructor":{"X":1},"hasOwnProperty":2,"toString":3,"Y":1}'))).toEqual(
      JSON.parse('{"constructor":{"x":1},"has_own_property":2,"to_string":3,"y":1}'),
    );
  });
});

describe('timeOf', () => {
  const time = '2026-09-17T16:31:00.000Z';
  it.each([
    '2026-09-17T13:31:00-03:00',
    '2026-09-17T16:31:00Z',
    '2026-09-17T16:31:00.000000000Z',
    1_789_662_660,
    '1789662660',
    1_789_662_660_000,
    '1789662660000',
  ])('reads %s', (value) => {
    expect(timeOf(value)?.toISOString()).toBe(time);
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
  ])('reads no time in %s', (value) => {
    expect(timeOf(value)).toBe(undefined);
  });
});

describe('numberOf', () => {
  it('reads numbers and numbers as text', () => {
    expect(['48213', 48213, '0', -1.5].map(numberOf)).toEqual([48213, 48213, 0, -1.5]);
    expect([null, undefined, '', ' ', 'x', 'Infinity', '1e999'].map(numberOf)).toEqual(Array(7).fill(undefined));
  });
});

describe('credentials', () => {
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
  ])('knows %s for a secret', (key) => {
    expect(isCredential(key)).toBe(true);
  });

  it.each(['instance_id', 'tokens_left', 'type', 'id', 'key', '__proto__'])('lets %s stay', (key) => {
    expect(isCredential(key)).toBe(false);
  });

  it('empties them in text that cannot be read', () => {
    expect(withoutCredentials('{"a":1,"token" : "s3\\"cret","x":"y","apiKey":"cut of')).toBe(
      '{"a":1,"token" : "","x":"y","apiKey":"',
    );
    expect(withoutCredentials('nothing "to": "hide"')).toBe('nothing "to": "hide"');
  });
});
