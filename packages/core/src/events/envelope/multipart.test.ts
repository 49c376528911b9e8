import { describe, expect, it } from 'vitest';
import { decodeBody, parseEvent } from '../index.ts';

const JSON_TEXT = '{"type":"Connected","event":{}}';
const field = (disposition: string, value: string, more = '') =>
  `Content-Disposition: ${disposition}\r\n${more}\r\n${value}`;
const form = (...parts: string[]) => `${parts.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`;
const data = field('form-data; name="jsonData"', JSON_TEXT);
const CONTENT_TYPE = 'multipart/form-data; boundary=b';

describe('decodeBody of multipart/form-data', () => {
  it.each([
    ['with its Content-Type', CONTENT_TYPE],
    ['with a quoted boundary', 'Multipart/Form-Data; charset=utf-8; boundary="b"'],
    ['without a Content-Type', undefined],
    ['with another Content-Type', 'application/octet-stream'],
  ])('reads the field jsonData %s', (_name, contentType) => {
    for (const body of [form(data), new TextEncoder().encode(form(data))]) {
      expect(decodeBody(body, contentType)).toEqual({ ok: true, value: { jsonData: JSON_TEXT } });
    }
  });

  it('reads all text fields, wherever they stand', () => {
    const body = form(
      field('form-data; name="token"', 's3cret'),
      field('form-data; name="file"; filename="a.jpg"', '\u0000--b\r\n', 'Content-Type: image/jpeg\r\n'),
      field('form-data; name=json_data', JSON_TEXT, 'Content-Type: application/json\r\n'),
      field('form-data; name="instance_id"', 'VZ1'),
      field('form-data; name="empty"', ''),
    );
    const decoded = decodeBody(body, CONTENT_TYPE);
    expect(decoded).toEqual({
      ok: true,
      value: { token: 's3cret', json_data: JSON_TEXT, instance_id: 'VZ1', empty: '' },
    });
    const event = parseEvent(body);
    expect(event).toMatchObject({ type: 'Connected', claimedInstanceId: 'VZ1' });
    expect(JSON.stringify(event)).not.toContain('s3cret');
  });

  it('reads a field beside binary data that is no UTF-8', () => {
    const text = new TextEncoder();
    const start = text.encode('--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n');
    const end = text.encode(`\r\n${form(data)}`);
    const body = Uint8Array.of(...start, 0xff, 0xd8, 0x00, 0xc3, ...end);
    expect(decodeBody(body, CONTENT_TYPE)).toEqual({ ok: true, value: { jsonData: JSON_TEXT } });
  });

  it.each([
    'form-data; name="file"; filename="jsonData"',
    'form-data; filename="jsonData"; name="file"',
    'form-data; name="jsonData"; filename="a.json"',
    'form-data; name="jsonData"; filename=""',
    'form-data; name="jsonData"; filename=',
    'form-data; name="jsonData"; filename*=UTF-8\'\'a.json',
    'form-data; name="file"; filename="a\\"; name=\\"jsonData"',
    'form-data; filename="; name=jsonData; x="',
    'attachment; name="jsonData"',
  ])('does not read a file as the field jsonData: %s', (disposition) => {
    expect(decodeBody(form(field(disposition, JSON_TEXT)), CONTENT_TYPE)).toEqual({ ok: false });
  });

  it.each([
    ['is cut off', form(data).slice(0, -6)],
    ['is cut off in its headers', form(data).slice(0, 20)],
    ['has another boundary', form(data).replaceAll('--b', '--c')],
    ['has no field jsonData', form(field('form-data; name="x"', JSON_TEXT))],
    ['has a field jsonData without JSON', form(field('form-data; name="jsonData"', 'no JSON'))],
    ['has endless headers', form(field('form-data; name="jsonData"', JSON_TEXT, `X: ${'x'.repeat(10_000)}\r\n`))],
    ['has too many parts', form(...Array<string>(101).fill(field('form-data; name="x"', '')), data)],
    ['is empty', ''],
    ['holds url-encoded text', `--b\r\n${field('form-data; name="x"', '&jsonData={}')}`],
  ])('is refused if the body %s', (_name, body) => {
    expect(decodeBody(body, CONTENT_TYPE)).toEqual({ ok: false });
  });

  it('takes linear time for hostile bodies', { timeout: 30_000 }, () => {
    const bodies = [
      `--b\r\n${'--b\r\n'.repeat(500_000)}`,
      `--b\r\nContent-Disposition: form-data${';a="'.repeat(500_000)}`,
      `--b\r\n${field('form-data; name="x"', '\r\n--'.repeat(500_000))}`,
      `--${'b'.repeat(1_000_000)}\r\nContent-`,
      form(...Array<string>(100).fill(`Content-Disposition: form-data${';a="'.repeat(1_900)}\r\n\r\n`)),
    ];
    for (const body of bodies) expect(decodeBody(body, CONTENT_TYPE).ok).toBe(false);
  });
});
