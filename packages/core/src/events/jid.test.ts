import { describe, expect, it } from 'vitest';
import { parseJid, phoneOf } from './index.ts';
import { toUserJid } from './jid.ts';

describe('parseJid', () => {
  it.each([
    ['5511900001234@s.whatsapp.net', { user: '5511900001234', server: 's.whatsapp.net', kind: 'user' }],
    ['5511900001234:12@s.whatsapp.net', { user: '5511900001234', device: 12, server: 's.whatsapp.net', kind: 'user' }],
    [
      '5511900001234.0:12@s.whatsapp.net',
      { user: '5511900001234', device: 12, server: 's.whatsapp.net', kind: 'user' },
    ],
    ['5511900001234@c.us', { user: '5511900001234', server: 'c.us', kind: 'user' }],
    ['271828182845904:3@lid', { user: '271828182845904', device: 3, server: 'lid', kind: 'lid' }],
    ['120363025246125486@g.us', { user: '120363025246125486', server: 'g.us', kind: 'group' }],
    ['5511900001234-1600000000@g.us', { user: '5511900001234-1600000000', server: 'g.us', kind: 'group' }],
    ['status@broadcast', { user: 'status', server: 'broadcast', kind: 'status' }],
    ['1600000000@broadcast', { user: '1600000000', server: 'broadcast', kind: 'other' }],
    ['120363144038483540@newsletter', { user: '120363144038483540', server: 'newsletter', kind: 'newsletter' }],
    ['867051314767696@bot', { user: '867051314767696', server: 'bot', kind: 'other' }],
    ['a.b.c:x@s.whatsapp.net', { user: 'a.b.c:x', server: 's.whatsapp.net', kind: 'user' }],
    ['s.whatsapp.net', { user: 's.whatsapp.net', server: '', kind: 'other' }],
    ['@', { user: '', server: '', kind: 'other' }],
    ['', { user: '', server: '', kind: 'other' }],
    ['1@__proto__', { user: '1', server: '__proto__', kind: 'other' }],
  ])('parses %j', (jid, parsed) => {
    expect(parseJid(jid)).toEqual(parsed);
  });
});

describe('phoneOf', () => {
  it('returns the digits of the first phone, without the device', () => {
    expect(phoneOf(undefined, null, '', '2@lid', '5511900001234.0:7@s.whatsapp.net', '1@c.us')).toBe('5511900001234');
    expect(phoneOf('5511900001234@c.us')).toBe('5511900001234');
  });

  it.each([
    '0@s.whatsapp.net',
    'abc@s.whatsapp.net',
    '@s.whatsapp.net',
    '5511900001234',
    '12345@g.us',
    'status@broadcast',
  ])('returns undefined for %s', (jid) => {
    expect(phoneOf(jid)).toBe(undefined);
  });
});

describe('toUserJid', () => {
  it.each([
    ['5511900001234:12@s.whatsapp.net', '5511900001234@s.whatsapp.net'],
    ['5511900001234@s.whatsapp.net', '5511900001234@s.whatsapp.net'],
    ['5511900001234:1@c.us', '5511900001234@s.whatsapp.net'],
    ['271828182845904:3@lid', '271828182845904@lid'],
    ['5511900001234:99@hosted', '5511900001234@s.whatsapp.net'],
    ['271828182845904:99@hosted.lid', '271828182845904@lid'],
    ['271828182845904@hosted.lid', '271828182845904@lid'],
    ['status@broadcast', 'status@broadcast'],
    ['5511900001234-1600000000@g.us', '5511900001234-1600000000@g.us'],
  ])('converts %s to %s', (jid, whole) => {
    expect(toUserJid(jid)).toBe(whole);
  });
});
