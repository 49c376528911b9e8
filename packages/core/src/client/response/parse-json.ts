export const NOT_JSON: unique symbol = Symbol('not JSON');

/** Parses a body. An empty body, such as that of a 204, is `undefined`. Never throws. */
export function parseJson(text: string, reviver?: (key: string, value: unknown) => unknown): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text, reviver);
  } catch {
    return NOT_JSON;
  }
}
