import { describe, expect, it } from 'vitest';
import { adapters, listSources, readCode } from './workspace.ts';

describe('the adapters', () => {
  it.each(adapters)('@vzaps/%s chooses no status, checks no schema and parses no JSON', (adapter) => {
    const ownWork = /\b[1-5]\d\d\b|\bHttpStatus\b|(?<!\bHttp)Exception\(|\bJSON\.|from '(zod|ajv|valibot)/;
    const files = listSources(`packages/${adapter}/src`);
    expect(files.length).toBeGreaterThan(3);
    expect(files.filter((path) => ownWork.test(readCode(path)))).toEqual([]);
  });
});
