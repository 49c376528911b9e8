import * as z from 'zod';
import { table } from './markdown.ts';

/** A field of a payload, as a row of a table. */
interface WireField {
  path: string;
  type: string;
  required: boolean;
  certainty: string;
  about: string;
}

export function wireTable(schema: z.ZodType): string {
  return table(
    ['field', 'type', 'required', 'certainty', ''],
    wireFields(schema).map(({ path, type, required, certainty, about }) => [
      `\`${path}\``,
      type,
      required ? 'yes' : '',
      certainty,
      about,
    ]),
  );
}

/** The fields of an object of the wire, with those of the objects inside of it, in the order of the schema. */
export function wireFields(schema: z.ZodType, path = ''): WireField[] {
  const object = bare(schema);
  if (!(object instanceof z.ZodObject)) return [];
  return Object.entries(object.shape).flatMap(([key, field]) => {
    const at = path === '' ? key : `${path}.${key}`;
    const { certainty, about } = described(field as z.ZodType);
    const row: WireField = {
      path: at,
      type: typeName(field as z.ZodType),
      required: !(field instanceof z.ZodOptional),
      certainty,
      about,
    };
    return [row, ...inside(field as z.ZodType, at)];
  });
}

function inside(field: z.ZodType, path: string): WireField[] {
  const inner = bare(field);
  if (inner instanceof z.ZodArray) return wireFields(inner.element as z.ZodType, `${path}[]`);
  if (inner instanceof z.ZodUnion) return inner.options.flatMap((option) => wireFields(option as z.ZodType, path));
  return wireFields(inner, path);
}

/** What is said about a schema, on itself or on what it wraps. */
export function described(schema: z.ZodType): { certainty: string; about: string } {
  if (schema.description === undefined && wraps(schema)) return described(schema.unwrap());
  const [, certainty = 'unknown', about = ''] = /^\[(\w+)\] (.*)$/s.exec(schema.description ?? '') ?? [];
  return { certainty, about };
}

function typeName(schema: z.ZodType): string {
  const inner = bare(schema);
  if (inner instanceof z.ZodLiteral) return `\`"${inner.value}"\``;
  if (inner instanceof z.ZodUnion) return inner.options.map((option) => typeName(option as z.ZodType)).join(' or ');
  if (inner instanceof z.ZodArray) return `list of ${typeName(inner.element as z.ZodType)}`;
  if (inner instanceof z.ZodString) return 'text';
  if (inner instanceof z.ZodNumber) return 'number';
  if (inner instanceof z.ZodBoolean) return 'boolean';
  return inner instanceof z.ZodUnknown ? 'anything' : 'object';
}

/** The schema without what makes it optional. A lazy one is not opened: it has a table of its own. */
function bare(schema: z.ZodType): z.ZodType {
  return wraps(schema) ? bare(schema.unwrap()) : schema;
}

type Wrapper = z.ZodOptional<z.ZodType> | z.ZodNullable<z.ZodType>;

function wraps(schema: z.ZodType): schema is Wrapper {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable;
}
