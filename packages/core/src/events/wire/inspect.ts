import { isOpaque, toSnakeName } from './snake-case.ts';

/** The deepest real message, a quote in an edit in wrappers, has about 30 levels. Recursion fails at 5,000 and more. */
export const MAX_DEPTH = 200;

/** What one walk through a payload finds. */
export interface Inspection {
  /** Whether the payload nests deeper than `MAX_DEPTH` levels. */
  isTooDeep: boolean;
  /** Whether a key of the event, outside of its opaque parts, is in Go's casing. */
  hasGoNames: boolean;
}

const TOO_DEEP = 1;
const GO_NAMES = 2;
const HAS_EVENT = 4;

/**
 * Walks once through a payload, for its depth and for the casing of the keys inside `event`. Two walks took 0.3 µs longer
 * for a text message of 1 kB (measured on Node 20). The recursion ends at `MAX_DEPTH`.
 *
 * @param event A part of the payload, or an object that was parsed from text inside the payload.
 */
export function inspect(payload: object, event: unknown): Inspection {
  let found = walk(payload, 1, event);
  const isOutside = (found & HAS_EVENT) === 0 && typeof event === 'object' && event !== null;
  if (isOutside) found |= walkEvent(event, 1, EVENT);
  return { isTooDeep: (found & TOO_DEEP) !== 0, hasGoNames: (found & GO_NAMES) !== 0 };
}

/**
 * Whether a value nests deeper than `MAX_DEPTH` levels. Its time is linear in the size of the value. `JSON.parse` takes
 * millions of levels, but JSON.stringify, structuredClone and our own recursive functions overflow the stack between
 * 5,000 and 10,000 levels.
 */
export function isTooDeep(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (walk(value, 1, undefined) & TOO_DEEP) !== 0;
}

/** Returns at once if it is too deep: an object that contains itself has no end. */
function walk(container: object, depth: number, event: unknown): number {
  if (depth > MAX_DEPTH) return TOO_DEEP;
  if (container === event) return HAS_EVENT | walkEvent(container, depth, EVENT);
  let found = 0;
  if (Array.isArray(container)) {
    for (let i = 0; i < container.length && (found & TOO_DEEP) === 0; i++) {
      const item: unknown = container[i];
      if (typeof item === 'object' && item !== null) found |= walk(item, depth + 1, event);
    }
    return found;
  }
  for (const key in container) {
    const item = (container as Record<string, unknown>)[key];
    if (typeof item !== 'object' || item === null) continue;
    found |= walk(item, depth + 1, event);
    if ((found & TOO_DEEP) !== 0) return found;
  }
  return found;
}

/** Walks through the event, or a part of it that is not opaque. */
function walkEvent(container: object, depth: number, { names }: Part): number {
  if (depth > MAX_DEPTH) return TOO_DEEP;
  let found = 0;
  if (Array.isArray(container)) {
    for (let i = 0; i < container.length && (found & TOO_DEEP) === 0; i++) {
      const item: unknown = container[i];
      if (typeof item === 'object' && item !== null) found |= walkEvent(item, depth + 1, ITEM);
    }
    return found;
  }
  let place = 0;
  for (const key in container) {
    const item = (container as Record<string, unknown>)[key];
    if (names[place] !== key) found |= lookAtName(key, place, names);
    place += 1;
    if (typeof item !== 'object' || item === null) continue;
    const part = partOf(key);
    found |= part.isOpaque ? walk(item, depth + 1, undefined) : walkEvent(item, depth + 1, part);
    if ((found & TOO_DEEP) !== 0) return found;
  }
  return found;
}

function lookAtName(key: string, place: number, names: string[]): number {
  if (toSnakeName(key) !== key) return GO_NAMES;
  if (place < MAX_NAMES && key.length <= MAX_NAME_LENGTH) names[place] = key;
  return 0;
}

/** What is known about the objects under a key. */
interface Part {
  readonly isOpaque: boolean;
  /**
   * The names in the last of these objects that are in snake_case, by their place. VZaps writes the same names in the same
   * order, so most names need no lookup. Parsing a message of 1 kB takes 3 % less time (measured on Node 20).
   */
  readonly names: string[];
}

// These limits bound the memory that unknown keys can take.
const MAX_NAMES = 64;
const MAX_NAME_LENGTH = 64;
const MAX_PARTS = 500;

const EVENT: Part = { isOpaque: false, names: [] };
const ITEM: Part = { isOpaque: false, names: [] };
const parts = new Map<string, Part>();

function partOf(key: string): Part {
  const known = parts.get(key);
  if (known !== undefined) return known;
  const part: Part = { isOpaque: isOpaque(key), names: [] };
  if (key.length > MAX_NAME_LENGTH) return part;
  if (parts.size >= MAX_PARTS) parts.clear();
  parts.set(key, part);
  return part;
}
