import { VZapsValidationError } from '../errors/validation-error.ts';

/**
 * A `Date` becomes ISO 8601, as JSON has it.
 *
 * @throws VZapsValidationError for what JSON cannot say: an invalid `Date` or NaN, which would go out as `null` and so
 * ask for something else; a BigInt, a cycle, nesting without end.
 */
export function toJson(body: unknown): string {
  try {
    return JSON.stringify(body, refuseSilentNull);
  } catch (error) {
    if (error instanceof VZapsValidationError) throw error;
    throw new VZapsValidationError([{ path: [], message: 'must be something that JSON can say' }]);
  }
}

function refuseSilentNull(this: unknown, name: string, value: unknown): unknown {
  // `value` is what the Date made of itself.
  const given: unknown = typeof this === 'object' && this !== null ? Reflect.get(this, name) : value;
  if (given instanceof Date && Number.isNaN(given.getTime())) throw refuse(name, 'must be a valid Date');
  if (typeof given === 'number' && !Number.isFinite(given)) throw refuse(name, 'must be a finite number');
  return value;
}

function refuse(name: string, message: string): VZapsValidationError {
  return new VZapsValidationError([{ path: name === '' ? [] : [name], message }]);
}
