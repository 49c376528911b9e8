import { describe, expect, it } from 'vitest';
import { media } from './media/media.ts';
import { UnreadMedia } from './media/unread-media.ts';
import { phone } from './phone.ts';
import { toWireName } from './wire-name.ts';

describe('the phone schema', () => {
  it.each([
    ['5511999999999', '5511999999999'],
    ['+55 (11) 99999-9999', '5511999999999'],
    ['120363041234567890', '120363041234567890'],
    ['120363041234567890@g.us', '120363041234567890@g.us'],
    ['5511999999999-1600000000', '5511999999999-1600000000'],
    ['5511999999999-1600000000@g.us', '5511999999999-1600000000@g.us'],
    ['98765@lid', '98765@lid'],
    ['5511999999999:3@s.whatsapp.net', '5511999999999:3@s.whatsapp.net'],
    ['status@broadcast', 'status@broadcast'],
  ])('sends %j as %j', (given, sent) => {
    expect(phone.parse(given)).toBe(sent);
  });

  it.each(['', '  ', 'Ana', '1234', '123456789012345678901', '@g.us', 'a@b@c', '55119999 x', '..'])(
    'refuses %j',
    (given) => {
      expect(phone.safeParse(given).success).toBe(false);
    },
  );
});

describe('the media schema', () => {
  const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
  const png = '\x89PNG\r\n\x1a\n';
  const sent = (input: unknown, fallback = 'image/jpeg') => {
    const taken = media(fallback).parse(input);
    return taken instanceof UnreadMedia ? taken.read('image', undefined) : taken;
  };

  it('takes the media type from the Blob, else from the first bytes, else its default', async () => {
    expect(await sent(bytes(png))).toBe('data:image/png;base64,iVBORw0KGgo=');
    expect(await sent(bytes('RIFF\0\0\0\0WEBPVP8 '))).toMatch(/^data:image\/webp;/);
    expect(await sent(bytes('unknown'))).toMatch(/^data:image\/jpeg;/);
    expect(await sent(new Blob([bytes(png)], { type: 'image/x-mine' }))).toMatch(/^data:image\/x-mine;/);
    expect(await sent(bytes(png).buffer)).toMatch(/^data:image\/png;/);
  });

  it('reads web streams and async iterables in chunks of any size', async () => {
    const whole = bytes(png.repeat(20_000));
    async function* pieces() {
      for (let at = 0; at < whole.length; at += 7_777) yield whole.subarray(at, at + 7_777);
    }
    const expected = `data:image/png;base64,${Buffer.from(whole).toString('base64')}`;
    expect(await sent(pieces())).toBe(expected);
    expect(await sent(new Blob([whole]).stream())).toBe(expected);
  });

  it('sends a URL unchanged', async () => {
    for (const url of ['https://example.com/a.png?x=1', 'data:image/png;base64,AA==', 'data:,x']) {
      expect(await sent(url)).toBe(url);
    }
  });
});

it.each([
  ['fileEncSha256', 'file_enc_sha256'],
  ['jpegThumbnail', 'jpeg_thumbnail'],
  ['selectableOptionsCount', 'selectable_options_count'],
  ['id', 'id'],
])('toWireName translates %s to %s', (name, wire) => {
  expect(toWireName(name)).toBe(wire);
});
