/**
 * The parser validates with checks that are built from the descriptions. The zod schemas are built from the same
 * descriptions.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { contextInfo } from './content/context-info.ts';
import { NODES } from './content/nodes.ts';
import { registry } from './registry.ts';
import { createConverter } from './schema/to-zod.ts';
import { arbitraryOf } from './test/arbitrary.ts';
import { mutate, STEPS } from './test/mutate.ts';
import { type Check, createCheck } from './wire/check.ts';
import { requiredObject, type WireField } from './wire/fields.ts';
import { isContextInfo, isExtendedText, isMessage } from './wire/generated/checks.ts';
import { isRecord } from './wire/is-record.ts';
import { createReader } from './wire/reader.ts';

/** `test:conformance` sets the full number: see tests/conformance/many-payloads.runtime.test.ts. */
const RUNS = Number(process.env.PAYLOADS ?? 2_000);

const shapes: [string, WireField][] = [
  ...registry.map(({ type, fields }): [string, WireField] => [type, requiredObject('', fields)]),
  ...[...NODES].map(([name, { shape }]): [string, WireField] => [name, shape]),
  ['context_info', contextInfo],
];

const generatedChecks = new Map<string, Check>([
  ['Message', isMessage],
  ['extended_text_message', isExtendedText],
  ['context_info', isContextInfo],
]);

type Path = readonly PropertyKey[];

/** What the description says about a place: `lazy` is not looked at, `optional` counts as absent if it is malformed. */
function kindOfPlace(field: WireField, path: Path): 'lazy' | 'optional' | 'required' {
  let at: WireField | undefined = field;
  for (const key of path) {
    at = at?.kind === 'object' ? at.fields[String(key)] : undefined;
    if (at === undefined) throw new Error(`The description has no field ${path.join('.')}`);
    if (at.kind === 'lazy') return 'lazy';
    if (at.optional) return 'optional';
  }
  return 'required';
}

/** The places that zod does not accept, without the lazy ones. */
function placesRefusedByZod(schema: z.ZodType, field: WireField, value: unknown): Path[] {
  const { error } = schema.safeParse(value);
  return (error?.issues ?? []).map(({ path }) => path).filter((path) => !isInLazy(field, path));
}

function isInLazy(field: WireField, path: Path): boolean {
  let at: WireField | undefined = field;
  for (const key of path) {
    if (at?.kind === 'list') at = at.item;
    else if (at?.kind === 'object') at = at.fields[String(key)];
    if (at?.kind === 'lazy') return true;
  }
  return false;
}

/** The described fields of a value that are neither malformed nor lazy, by their paths. */
function readWellFormed(field: WireField, value: unknown, refused: readonly Path[], path: Path = []): unknown {
  if (refused.some((each) => each.length === path.length && each.every((key, i) => key === path[i]))) return undefined;
  if (field.kind === 'object' && isRecord(value)) {
    return Object.entries(field.fields).flatMap(([name, inner]) =>
      inner.kind === 'lazy' ? [] : [[name, readWellFormed(inner, value[name], refused, [...path, name])]],
    );
  }
  if (field.kind === 'list' && Array.isArray(value)) {
    return value.map((item, i) => readWellFormed(field.item, item, refused, [...path, i]));
  }
  if (field.kind === 'union' && isRecord(value)) return readWellFormed(field.options[1], value, refused, path);
  return value ?? undefined;
}

describe.each(shapes)('the check of %s', (name, field) => {
  const { toZod } = createConverter(() => z.unknown());
  const schema = toZod(field);
  const check = createCheck(field);
  const generated = generatedChecks.get(name) ?? check;
  const read = createReader(field, generated);
  const mutations = fc.array(fc.tuple(fc.nat(STEPS - 1), fc.nat(), fc.nat()), { maxLength: 3 });

  it('agrees with the zod schema in verdict, result and the paths of issues', () => {
    fc.assert(
      fc.property(arbitraryOf(schema), mutations, (payload, steps) => {
        let value: unknown = structuredClone(payload);
        for (const [step, where, choice] of steps) value = mutate(value, step, where, choice);
        // Payloads are JSON: no list has a hole.
        value = JSON.parse(JSON.stringify(value) ?? 'null');
        const refused = placesRefusedByZod(schema, field, value);
        expect(check(value)).toBe(refused.length === 0);
        expect(generated(value)).toBe(refused.length === 0);

        const result = read(value);
        const issues = new Set(
          refused.filter((path) => kindOfPlace(field, path) === 'required').map((path) => path.join('.')),
        );
        expect(new Set(result.ok ? [] : result.issues.map(({ path }) => path))).toEqual(issues);
        if (!result.ok) return;
        if (refused.length === 0) expect(result.value).toBe(value);
        expect(placesRefusedByZod(schema, field, result.value)).toEqual([]);
        expect(readWellFormed(field, result.value, refused)).toEqual(readWellFormed(field, value, refused));
      }),
      { seed: 20_261_129, numRuns: Math.ceil(RUNS / shapes.length) },
    );
  });
});
