import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles, read } from './workspace.ts';

const [, union = ''] = /export type ErrorCode =([^;]+);/.exec(read('packages/core/src/errors.ts')) ?? [];
const codes = [...union.matchAll(/'([A-Z_]+)'/g)].map(([, code]) => code as string);
const pages = listFiles('docs/errors').map((path) => basename(path, '.md'));

describe('the error pages', () => {
  it('cover every error code and nothing else', () => {
    expect(codes.length).toBeGreaterThan(10);
    expect(codes.length).toBeLessThanOrEqual(27);
    expect(pages.sort()).toEqual(codes.sort());
  });

  it.each(pages)('%s has a title, a cause and a solution', (code) => {
    expect(read(`docs/errors/${code}.md`)).toMatch(new RegExp(`^# ${code}\n\n## Cause\n\n[^]+\n## Solution\n\n`));
  });
});
