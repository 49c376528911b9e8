import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFileDecoder } from './file-decoder.ts';

function decode(json: string, pieceLength: number) {
  const decoder = createFileDecoder();
  const bytes = new TextEncoder().encode(json);
  for (let at = 0; at < bytes.length; at += pieceLength) decoder.add(bytes.subarray(at, at + pieceLength));
  const { text, file } = decoder.end();
  return { json: JSON.parse(text), file: typeof file === 'object' ? Buffer.concat(file) : file };
}

describe('the decoder of a file in JSON', () => {
  it('decodes a file that arrives in pieces, and keeps the rest of the JSON', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20_000, max: 40_000 }),
        fc.integer({ min: 100, max: 5_000 }),
        fc.constantFrom('', 'data:image/png;base64,', 'data:video/mp4; codecs="x";base64,'.replaceAll('"', '')),
        fc.constantFrom('plain', '\\/', '\\u002F', 'lines'),
        (size, pieceLength, prefix, form) => {
          const bytes = Buffer.from(Uint8Array.from({ length: size }, (_, i) => (i * 7919) >> 3));
          let base64 = bytes.toString('base64');
          if (form === 'lines') base64 = base64.replace(/(.{76})/g, '$1\\r\\n');
          else if (form !== 'plain') base64 = base64.replaceAll('/', () => form);
          const before = '{"code":200,"success":true,"data":{"ü":"\\"a\\\\","data":"';
          const decoded = decode(`${before}${prefix}${base64}","mimetype":"x","n":[1,"2"]}}`, pieceLength);
          expect(Buffer.compare(Buffer.from(decoded.file ?? ''), bytes)).toBe(0);
          expect(decoded.json.data).toEqual({
            ü: '"a\\',
            data: prefix || 'data:;base64,',
            mimetype: 'x',
            n: [1, '2'],
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('leaves a file in the text if it arrives at once', () => {
    const json = { data: 'A'.repeat(20_000) };
    expect(decode(JSON.stringify(json), 30_000)).toEqual({ json, file: undefined });
  });

  it('leaves JSON without a long base64 text as it is', () => {
    for (const value of [
      {},
      [1, 2],
      'short',
      { data: 'QUJD' },
      { text: 'word '.repeat(10_000) },
      { a: Array(9_000).fill(7) },
    ]) {
      expect(decode(JSON.stringify(value), 1_000)).toEqual({ json: value, file: undefined });
    }
  });

  it.each([
    ['another character in it', `${'A'.repeat(20_000)}*`],
    ['padding in its middle', `${'A'.repeat(20_000)}AA==${'A'.repeat(20_000)}`],
    ['an escape that is not complete', `${'A'.repeat(20_000)}\\\\u00`],
    ['one character too many', 'A'.repeat(20_001)],
  ])('says that a file is invalid if it has %s', (_name, content) => {
    expect(decode(`{"data":"data:x/y;base64,${content}"}`, 5_000).file).toBe('invalid');
  });
});
