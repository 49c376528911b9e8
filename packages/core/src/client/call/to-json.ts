import { VZapsValidationError } from '../errors/validation-error.ts';

/** @throws VZapsValidationError for what JSON cannot say: a BigInt, a cycle, nesting without end. */
export function toJson(body: unknown): string {
  try {
    return JSON.stringify(body);
  } catch {
    throw new VZapsValidationError([{ path: [], message: 'must be something that JSON can say' }]);
  }
}
