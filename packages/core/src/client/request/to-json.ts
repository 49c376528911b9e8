import { VZapsValidationError } from '../errors/validation-error.ts';

/**
 * Encodes a body as JSON. A `Date` becomes ISO 8601.
 *
 * @throws VZapsValidationError for a value that JSON cannot hold: a BigInt, a cycle, too deep nesting, an invalid
 * `Date` or NaN. `JSON.stringify` turns the last two into `null`, which would ask VZaps for something else.
 */
export function toJson(body: unknown): string {
  try {
    const text = JSON.stringify(body);
    // A replacer doubles the time. It runs only if a value may have become `null`.
    return text?.includes('null') ? JSON.stringify(body, refuseSilentNull) : text;
  } catch (error) {
    if (error instanceof VZapsValidationError) throw error;
    throw new VZapsValidationError([{ path: [], message: 'must be a value that JSON can hold' }]);
  }
}

function refuseSilentNull(this: unknown, name: string, value: unknown): unknown {
  // `value` is the result of `Date.prototype.toJSON` already.
  const given: unknown = typeof this === 'object' && this !== null ? Reflect.get(this, name) : value;
  if (given instanceof Date && Number.isNaN(given.getTime())) throw invalidField(name, 'must be a valid Date');
  if (typeof given === 'number' && !Number.isFinite(given)) throw invalidField(name, 'must be a finite number');
  return value;
}

function invalidField(name: string, message: string): VZapsValidationError {
  return new VZapsValidationError([{ path: name === '' ? [] : [name], message }]);
}
