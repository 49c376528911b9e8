import fc from 'fast-check';
import * as z from 'zod';

const JIDS = [
  '5511900001234@s.whatsapp.net',
  '271828182845904:3@lid',
  '120363025246125486@g.us',
  'status@broadcast',
  '',
];

const text = fc.oneof(fc.constantFrom(...JIDS), fc.string({ maxLength: 12 }), fc.constantFrom('1789662660', '48213'));
// Fields that a later version of VZaps may add. The names are in snake_case and mean nothing.
const extra = fc.dictionary(fc.stringMatching(/^extra_[a-z]{2,6}$/), fc.oneof(text, fc.integer(), fc.constant(null)), {
  maxKeys: 2,
});

/** The arbitraries by depth and schema. Messages quote messages, so each schema has thousands of places. */
const known: WeakMap<z.ZodType, fc.Arbitrary<unknown>>[] = [];

/** Payloads that a wire schema allows: with and without optional fields, with null, and with unknown keys. */
export function arbitraryOf(schema: z.ZodType, depth = 0): fc.Arbitrary<unknown> {
  known[depth] ??= new WeakMap();
  const arbitrary = known[depth].get(schema) ?? createArbitrary(schema, depth);
  known[depth].set(schema, arbitrary);
  return arbitrary;
}

function createArbitrary(schema: z.ZodType, depth: number): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values);
  if (schema instanceof z.ZodString) return schema.minLength ? fc.constantFrom(...JIDS.slice(0, 4)) : text;
  if (schema instanceof z.ZodNumber)
    return fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(2 ** 60));
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodNullable) return fc.option(inner(schema.unwrap(), depth), { freq: 4 });
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.options.map((option) => inner(option, depth)));
  if (schema instanceof z.ZodArray) return fc.array(inner(schema.element, depth), { minLength: 1, maxLength: 3 });
  if (schema instanceof z.ZodLazy) return depth > 2 ? fc.constant(null) : inner(schema.unwrap(), depth + 1);
  if (schema instanceof z.ZodObject) return objectOf(schema, depth);
  return fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null));
}

function objectOf(schema: z.ZodObject, depth: number): fc.Arbitrary<object> {
  const fields = Object.entries(schema.shape);
  const requiredKeys = fields.filter(([, field]) => !(field instanceof z.ZodOptional)).map(([key]) => key);
  const present = Object.fromEntries(
    fields.map(([key, field]) => [key, inner(field instanceof z.ZodOptional ? field.unwrap() : field, depth)]),
  );
  // A message has one of dozens of nodes.
  const named =
    requiredKeys.length === 0 && fields.length > 20
      ? fc.constantFrom(...Object.keys(present)).chain((key) => fc.record({ [key]: present[key] ?? fc.constant(null) }))
      : fc.record(present, { requiredKeys });
  return fc.tuple(named, extra).map(([fields, more]) => ({ ...more, ...fields }));
}

function inner(schema: unknown, depth: number): fc.Arbitrary<unknown> {
  return arbitraryOf(schema as z.ZodType, depth);
}
