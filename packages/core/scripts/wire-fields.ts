import type { Fields, WireField } from '../src/events/wire/fields.ts';
import { table } from './markdown.ts';

/** A field of a payload, as a row of a table. */
interface FieldRow {
  path: string;
  type: string;
  required: boolean;
  certainty: string;
  about: string;
}

/** The table of the fields of an object, with the fields of the objects inside it. Lazy fields are not opened. */
export function wireTable(fields: Fields): string {
  return table(
    ['field', 'type', 'required', 'certainty', 'meaning'],
    rowsOf(fields, '').map(({ path, type, required, certainty, about }) => [
      `\`${path}\``,
      type,
      required ? 'yes' : '',
      certainty,
      about,
    ]),
  );
}

function rowsOf(fields: Fields, path: string): FieldRow[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const fieldPath = path === '' ? name : `${path}.${name}`;
    const { certainty, about } = describe(field);
    const row = { path: fieldPath, type: typeName(field), required: !field.optional, certainty, about };
    return [row, ...rowsInside(field, fieldPath)];
  });
}

function rowsInside(field: WireField, path: string): FieldRow[] {
  if (field.kind === 'object') return rowsOf(field.fields, path);
  if (field.kind === 'list') return rowsInside(field.item, `${path}[]`);
  return field.kind === 'union' ? rowsInside(field.options[1], path) : [];
}

/** The certainty and the meaning of a field. */
export function describe({ about }: WireField): { certainty: string; about: string } {
  const [, certainty = 'unknown', meaning = ''] = /^\[(\w+)\] (.*)$/s.exec(about) ?? [];
  return { certainty, about: meaning };
}

function typeName(field: WireField): string {
  switch (field.kind) {
    case 'literal':
      return `\`"${field.value}"\``;
    case 'union':
      return 'text or object';
    case 'list':
      return `list of ${typeName(field.item)}`;
    case 'number':
      return 'number or text';
    case 'flag':
      return 'boolean';
    case 'lazy':
      return field.holds === 'anything' ? 'anything' : field.holds === 'message' ? 'message' : typeName(field.holds);
    default:
      return field.kind;
  }
}
