import { describe, expect, it } from 'vitest';
import { listPublicNames } from './public-api.ts';
import { adapters, listSources, readCode } from './workspace.ts';

/** The names of core that an adapter's main entry exports again. */
function namesFromCore(adapter: string): string[] {
  return listPublicNames()
    .filter(({ entry }) => entry.specifier === `@vzaps/${adapter}`)
    .filter(({ declarations }) =>
      declarations.some((node) => node.getSourceFile().fileName.includes('/packages/core/')),
    )
    .map(({ name }) => name)
    .sort();
}

describe('the adapters', () => {
  it('re-export the same names of @vzaps/core', () => {
    const names = namesFromCore('express');
    expect(names).toContain('createReceiver');
    for (const adapter of adapters) expect(namesFromCore(adapter), adapter).toEqual(names);
  });

  it.each(adapters)('@vzaps/%s chooses no status, checks no schema and parses no JSON', (adapter) => {
    const ownWork = /\b[1-5]\d\d\b|\bHttpStatus\b|(?<!\bHttp)Exception\(|\bJSON\.|from '(zod|ajv|valibot)/;
    const files = listSources(`packages/${adapter}/src`);
    expect(files.length).toBeGreaterThan(3);
    expect(files.filter((path) => ownWork.test(readCode(path)))).toEqual([]);
  });
});
