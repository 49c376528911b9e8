import { messageFields } from '../content/message-shape.ts';
import { registry } from '../registry.ts';
import type { Fields, WireField } from '../wire/fields.ts';

/** Every field that the schemas describe, in a fixed order, each once. A shared object is one field. */
export function listDescribedFields(): WireField[] {
  const listed = new Set<WireField>();
  const visitAll = (fields: Fields): void => Object.values(fields).forEach(visit);
  function visit(field: WireField): void {
    if (listed.has(field)) return;
    listed.add(field);
    if (field.kind === 'object') visitAll(field.fields);
    else if (field.kind === 'list') visit(field.item);
    else if (field.kind === 'union') field.options.forEach(visit);
    else if (field.kind === 'lazy' && typeof field.holds === 'object') visit(field.holds);
  }
  for (const { fields } of registry) visitAll(fields);
  visitAll(messageFields);
  return [...listed];
}
