import { readBody } from './read-body.ts';
import { error } from './respond.ts';

const MAX_JSON_BYTES = 1_048_576;

/** Reads a JSON object. Returns the response for a body that is something else. */
export async function readJson(request: Request): Promise<{ value: Record<string, unknown> } | { refused: Response }> {
  const text = await readBody(request, MAX_JSON_BYTES);
  if (text === undefined) {
    return { refused: error(413, 'TOO_LARGE', `The body is longer than ${MAX_JSON_BYTES} bytes.`) };
  }
  try {
    const value: unknown = JSON.parse(text || '{}');
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { value: value as Record<string, unknown> };
  } catch {
    // The response is the 400 below.
  }
  return { refused: error(400, 'INVALID_REQUEST', 'The body is no JSON object.') };
}

/** A list of ids of a request. `undefined` for anything else. */
export function readIds(value: unknown, max: number): string[] | undefined {
  const isList = Array.isArray(value) && value.length > 0 && value.length <= max;
  return isList && value.every((id) => typeof id === 'string' && id !== '') ? value : undefined;
}
