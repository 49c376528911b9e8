import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as node from './node.ts';
import * as portable from './portable.ts';

const bytes = fc.uint8Array({ maxLength: 300 });
const text = fc.string({ unit: 'grapheme' });

describe('the portable crypto', () => {
  it('computes the same as node:crypto', () => {
    fc.assert(
      fc.property(fc.oneof(bytes, text), fc.oneof(bytes, text), (key, data) => {
        expect([...portable.hmacSha256(key, data)]).toEqual([...node.hmacSha256(key, data)]);
        expect([...portable.sha256(data)]).toEqual([...node.sha256(data)]);
      }),
    );
  });

  it('compares like node:crypto', () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect(portable.equalBytes(a, b)).toBe(node.equalBytes(a, b));
        expect(portable.equalBytes(a, Uint8Array.from(a))).toBe(true);
      }),
    );
  });
});
