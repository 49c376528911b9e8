import { SAMPLE_KINDS, samplePayload } from '@vzaps/testing';
import { expect, it } from 'vitest';
import { type Line, toLines } from './lines.ts';

function textOf({ depth, key, leaf, bracket = '', comma }: Line): string {
  const name = key === undefined ? '' : `${JSON.stringify(key)}: `;
  const value = leaf ? (leaf.isEmpty ? leaf.value : JSON.stringify(leaf.value)) : bracket;
  return `${'  '.repeat(depth)}${name}${value}${comma ? ',' : ''}`;
}

it.each([
  ['a text', 'text'],
  ['empty values', { a: {}, b: [], c: null, d: '' }],
  ['nested arrays', [[1, [2]], [], [{ a: [true] }]]],
  ...SAMPLE_KINDS.map(
    (kind) => [`a message of the kind ${kind}`, samplePayload('Message', { kind } as object)] as const,
  ),
] as const)('the lines of %s are those of JSON.stringify()', (_, value) => {
  expect(toLines(value).map(textOf).join('\n')).toBe(JSON.stringify(value, null, 2));
});

it('each line has the path of its value', () => {
  const paths = toLines({ a: { 'b c': [{ d: 1 }] } }).map(({ path }) => path);
  expect(paths).toContain('a["b c"][0].d');
});

it('a value that nests ten thousand levels deep has its lines', () => {
  const value = JSON.parse(`${'['.repeat(10_000)}${']'.repeat(10_000)}`);
  expect(toLines(value)).toHaveLength(19_999);
});
