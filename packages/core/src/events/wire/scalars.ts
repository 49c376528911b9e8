/** Tests of single values on the wire. An absent value is `undefined` or `null`. */

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

export function isFilledText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

export function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string';
}

/** A number or its text. */
export function isNumber(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'string';
}

export function isNumberOrAbsent(value: unknown): boolean {
  return value === undefined || value === null || isNumber(value);
}

export function isFlagOrAbsent(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'boolean';
}

/** Items may be `null`. */
export function isList(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every((item) => item === null || isItem(item));
}

export function isListOrAbsent(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return value === undefined || value === null || isList(value, isItem);
}
