/** Deep enough for a quoted message in an edit in wrappers in strings (about 30), far from what breaks recursion. */
export const DEEPEST = 200;

/**
 * Whether a value nests deeper than anything that is a message. Iterative, and in time linear in the value:
 * JSON.parse takes millions of levels, but whatever is recursive (JSON.stringify, structuredClone, our own
 * conversions) ends the process's patience between five and ten thousand.
 */
export function tooDeep(value: unknown): boolean {
  if (!isContainer(value)) return false;
  const pending: object[] = [value];
  const depths: number[] = [1];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const depth = depths.pop() ?? 0;
    if (depth > DEEPEST) return true;
    if (Array.isArray(next)) {
      for (const item of next) {
        if (!isContainer(item)) continue;
        pending.push(item);
        depths.push(depth + 1);
      }
      continue;
    }
    for (const key in next) {
      const item = (next as Record<string, unknown>)[key];
      if (!isContainer(item)) continue;
      pending.push(item);
      depths.push(depth + 1);
    }
  }
  return false;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
