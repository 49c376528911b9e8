import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const EVENTS = import.meta.dirname;

const files = readdirSync(EVENTS, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/test/.test(file))
  .map((file) => file.replaceAll('\\', '/'));

/** The imports of each file, with those that are types only. */
const imports = new Map(
  files.map((file) => {
    const source = readFileSync(join(EVENTS, file), 'utf8');
    const specifiers = [...source.matchAll(/^(?:import|export)\b[^;]*? from '([^']+)'/gm)].map(
      ([, from]) => from ?? '',
    );
    return [
      file,
      specifiers.map((from) => (from.startsWith('.') ? relative(EVENTS, join(EVENTS, dirname(file), from)) : from)),
    ];
  }),
);

function reachedFrom(file: string, reached = new Set<string>()): Set<string> {
  for (const next of imports.get(file) ?? []) {
    if (reached.has(next)) continue;
    reached.add(next);
    reachedFrom(next, reached);
  }
  return reached;
}

describe('the modules of the events', () => {
  it('do not import each other in a cycle, types included', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter((file) => reachedFrom(file).has(file))).toEqual([]);
  });

  it('import zod only behind the export `schemas`', () => {
    const withZod = files.filter((file) => imports.get(file)?.includes('zod'));
    expect(withZod.sort()).toEqual(['schema/to-zod.ts', 'schemas.ts']);
    expect([...reachedFrom('parse-event.ts')]).not.toContain('zod');
    expect([...reachedFrom('parse-event.ts')]).toContain('types/message.ts');
  });
});
