import type { Leaf, Line } from './lines.ts';

/**
 * `same`: the value has the same key on both sides. `renamed`: the same value has another key. `derived`: the typed value
 * is computed. `dropped`: only the delivery has it.
 */
export type Mark = 'same' | 'renamed' | 'derived' | 'dropped';

export interface Origin {
  mark: Mark;
  /** The path on the other side, as far as it is known. */
  other?: string;
}

export interface Comparison {
  typed: ReadonlyMap<string, Origin>;
  raw: ReadonlyMap<string, Origin>;
}

interface Field {
  path: string;
  /** The last key of the path, in lower case, without separators: `isFromMe` and `is_from_me` are the same. */
  name: string;
  value: Leaf;
}

/** Finds for each value of the typed event where the delivery has it. */
export function compare(typedLines: readonly Line[], rawLines: readonly Line[]): Comparison {
  const rawFields = rawLines.flatMap(fieldOf);
  const typed = new Map<string, Origin>();
  const raw = new Map<string, Origin>(rawFields.map(({ path }) => [path, { mark: 'dropped' }]));
  const byValue = groupBy(rawFields, ({ value }) => `${typeof value}:${value}`);
  const byMeaning = groupBy(rawFields, ({ value }) => meaningOf(value));
  const texts = rawFields.filter(({ value }) => typeof value === 'string' && value.length > 5).slice(0, 500);

  for (const field of typedLines.flatMap(fieldOf)) {
    const equal = choose(field, byValue.get(`${typeof field.value}:${field.value}`));
    if (equal) {
      relate(field, equal, equal.name === field.name ? 'same' : 'renamed');
      continue;
    }
    const source = choose(field, byMeaning.get(meaningOf(field.value))) ?? containing(field, texts);
    if (source) relate(field, source, 'derived');
    else typed.set(field.path, { mark: 'derived' });
  }
  return { typed, raw };

  function relate(field: Field, source: Field, mark: Mark): void {
    typed.set(field.path, { mark, other: source.path });
    // If a value goes to several fields, the delivery's side names the first field.
    if (raw.get(source.path)?.mark === 'dropped') raw.set(source.path, { mark, other: field.path });
  }
}

function fieldOf({ path, leaf }: Line): Field[] {
  if (!leaf) return [];
  const name = path
    .replace(/\[\d+\]/g, '')
    .replace(/^.*\./, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
  return [{ path, name, value: leaf.value }];
}

function groupBy(
  fields: readonly Field[],
  keyOf: (field: Field) => string | undefined,
): Map<string | undefined, Field[]> {
  const groups = new Map<string | undefined, Field[]>();
  for (const field of fields) {
    const key = keyOf(field);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(field);
    else groups.set(key, [field]);
  }
  return groups;
}

/** The best of some fields with an equal value. A common value such as `false` needs a similar name as well. */
function choose(field: Field, candidates: readonly Field[] = []): Field | undefined {
  return (
    candidates.find(({ name }) => name === field.name) ??
    candidates.find(({ name }) => name.endsWith(field.name) || field.name.endsWith(name)) ??
    (isDistinct(field.value) ? candidates[0] : undefined)
  );
}

function isDistinct(value: Leaf): boolean {
  if (typeof value === 'string') return value.length >= 3;
  return typeof value === 'number' && Math.abs(value) >= 1000;
}

/** Values that are written in different ways have one meaning: `"48213"` and `48213`, a date and its Unix time. */
function meaningOf(value: Leaf): string | undefined {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) return `time:${Date.parse(value)}`;
  if ((typeof value === 'string' && /^\d{1,15}$/.test(value)) || typeof value === 'number') {
    const number = Number(value);
    if (number > 1e9 && number < 4e9) return `time:${number * 1000}`;
    return number > 1e12 && number < 4e12 ? `time:${number}` : `number:${number}`;
  }
  return undefined;
}

/** A text of the delivery that contains the value, such as a JID with the phone. */
function containing({ value }: Field, texts: readonly Field[]): Field | undefined {
  if (typeof value !== 'string' || value.length < 5) return undefined;
  return texts.find((text) => String(text.value).includes(value));
}
