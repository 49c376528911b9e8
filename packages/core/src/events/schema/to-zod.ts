import * as z from 'zod';
import type { Fields, ObjectField, OutputOf, WireField } from '../wire/fields.ts';

/** The zod schema of an object with these fields. Unknown keys are allowed. */
export type ZodObjectOf<Shape extends Fields> = z.ZodObject<
  {
    [Name in keyof Shape]: undefined extends OutputOf<Shape[Name]>
      ? z.ZodOptional<z.ZodType<Exclude<OutputOf<Shape[Name]>, undefined>>>
      : z.ZodType<OutputOf<Shape[Name]>>;
  },
  z.core.$loose
>;

/** Creates functions that build zod schemas. `message` returns the schema of a message, for the fields that hold one again. */
export function createConverter(message: () => z.ZodType) {
  // A shared object is one schema, so that JSON Schema names it once.
  const shared = new Map<string, z.ZodType>();

  function toZod(field: WireField): z.ZodType {
    if (field.kind === 'lazy')
      return z
        .lazy(() => heldBy(field.holds).nullable())
        .optional()
        .describe(field.about);
    const schema = field.optional ? toBare(field).nullish() : toBare(field);
    return field.about === '' || (field.kind === 'object' && field.id !== undefined)
      ? schema
      : schema.describe(field.about);
  }

  function heldBy(holds: WireField | 'message' | 'anything'): z.ZodType {
    if (holds === 'message') return message();
    if (holds === 'anything') return z.unknown();
    return holds.kind === 'lazy' ? toZod(holds) : toBare(holds);
  }

  function toBare(field: Exclude<WireField, { kind: 'lazy' }>): z.ZodType {
    switch (field.kind) {
      case 'text':
        return field.minLength > 0 ? z.string().min(field.minLength) : z.string();
      case 'number':
        return z.union([z.number(), z.string()]);
      case 'flag':
        return z.boolean();
      case 'literal':
        return z.literal(field.value);
      case 'object':
        return toZodObject(field);
      case 'list':
        return z.array(toZod(field.item).nullable());
      case 'union':
        return z.union([toZod(field.options[0]), toZod(field.options[1])]);
    }
  }

  function toZodObject({ fields, id, about }: Pick<ObjectField, 'fields'> & Partial<ObjectField>): z.ZodType {
    const known = id === undefined ? undefined : shared.get(id);
    if (known !== undefined) return known;
    const shape = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, toZod(field)]));
    const schema = z.looseObject(shape);
    if (id === undefined) return schema;
    const named = schema.meta({ id, description: about ?? '' });
    shared.set(id, named);
    return named;
  }

  return { toZod, toZodObject };
}
