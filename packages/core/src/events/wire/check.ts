import type { Fields, ListField, WireField } from './fields.ts';
import { isRecord } from './is-record.ts';
import { isFilledText, isList, isNumber, isText } from './scalars.ts';

/** Whether a value is exactly as described. */
export type Check = (value: unknown) => boolean;

/** Creates a function that tells whether a value is exactly as described. It copies nothing. */
export function createCheck(field: WireField): Check {
  switch (field.kind) {
    case 'text':
      return field.minLength === 0 ? isText : isFilledText;
    case 'number':
      return isNumber;
    case 'flag':
      return (value) => typeof value === 'boolean';
    case 'literal':
      return (value) => value === field.value;
    case 'object':
      return createObjectCheck(field.fields);
    case 'list':
      return createListCheck(field);
    case 'union': {
      const [first, second] = field.options.map(createCheck) as [Check, Check];
      return (value) => first(value) || second(value);
    }
    case 'lazy':
      return () => true;
  }
}

// The frequent kinds are compared in the loop itself. Otherwise each field costs a call of its check.
const [TEXT, FLAG, OTHER] = [0, 1, 2];

/** Every event is checked here, so the check allocates nothing: it is a loop over parallel arrays. */
function createObjectCheck(fields: Fields): Check {
  const entries = Object.entries(fields).filter(([, field]) => field.kind !== 'lazy');
  const names = entries.map(([name]) => name);
  const optional = entries.map(([, field]) => field.optional);
  const checks = entries.map(([, field]) => createCheck(field));
  const kinds = entries.map(([, field]) => {
    if (field.kind === 'text' && field.minLength === 0) return TEXT;
    return field.kind === 'flag' ? FLAG : OTHER;
  });
  const size = names.length;
  return (value) => {
    if (!isRecord(value)) return false;
    for (let i = 0; i < size; i++) {
      const item = value[names[i] as string];
      if (item === undefined || item === null) {
        if (optional[i] === true) continue;
        return false;
      }
      const kind = kinds[i];
      if (kind === TEXT) {
        if (typeof item !== 'string') return false;
      } else if (kind === FLAG) {
        if (typeof item !== 'boolean') return false;
      } else if (!(checks[i] as Check)(item)) return false;
    }
    return true;
  };
}

function createListCheck({ item }: ListField): Check {
  const check = createCheck(item);
  return (value) => isList(value, check);
}
