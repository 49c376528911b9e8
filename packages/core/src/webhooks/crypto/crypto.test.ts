import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as node from './node.ts';
import * as portable from './portable.ts';

const bytes = fc.uint8Array({ maxLength: 300 });
const text = fc.string({ unit: 'grapheme' });

describe.each([
  ['with node:crypto', node],
  ['without node:crypto', portable],
])('the crypto %s', (_, crypto) => {
  it('computes the same as hash objects of node:crypto', () => {
    fc.assert(
      fc.property(
        fc.oneof(bytes, text),
        fc.oneof(bytes, text),
        fc.constantFrom('hex', 'base64'),
        (secret, data, encoding) => {
          const expected = createHmac('sha256', secret).update(data).digest(encoding);
          // The two modules have different keys, each of which only its own function takes.
          const key = crypto.createHmacKey(secret) as never;
          expect(crypto.hmacSha256(key, data, encoding)).toBe(expected);
          expect(crypto.sha256Hex(data)).toBe(createHash('sha256').update(data).digest('hex'));
        },
      ),
    );
  });

  it('returns the same result when a key is used again', () => {
    const key = crypto.createHmacKey('secret') as never;
    expect(crypto.hmacSha256(key, 'a', 'hex')).toBe(crypto.hmacSha256(key, 'a', 'hex'));
    expect(crypto.hmacSha256(key, 'a', 'hex')).not.toBe(crypto.hmacSha256(key, 'b', 'hex'));
  });
});
