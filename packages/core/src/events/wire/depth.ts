/** The deepest real message, a quote in an edit in wrappers, has about 30 levels. Recursion fails at 5,000 and more. */
export const MAX_DEPTH = 200;

/**
 * Whether a value nests deeper than `MAX_DEPTH` levels. The function is not recursive, and its time is linear in the
 * size of the value. `JSON.parse` takes millions of levels, but JSON.stringify, structuredClone and our own recursive
 * functions overflow the stack between 5,000 and 10,000 levels.
 */
export function isTooDeep(value: unknown): boolean {
  if (!isContainer(value)) return false;
  const stack: object[] = [value];
  const depths: number[] = [1];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const depth = depths.pop() ?? 0;
    if (depth > MAX_DEPTH) return true;
    if (Array.isArray(next)) {
      for (const item of next) {
        if (!isContainer(item)) continue;
        stack.push(item);
        depths.push(depth + 1);
      }
      continue;
    }
    for (const key in next) {
      const item = (next as Record<string, unknown>)[key];
      if (!isContainer(item)) continue;
      stack.push(item);
      depths.push(depth + 1);
    }
  }
  return false;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
