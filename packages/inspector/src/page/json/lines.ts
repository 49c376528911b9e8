export type Leaf = string | number | boolean | null;

/** One line of formatted JSON. */
export interface Line {
  depth: number;
  /** Such as `event.info.id` or `participants[0].phone`. Empty for the value itself. */
  path: string;
  key?: string;
  /** A value that has no lines of its own: a leaf, `{}` or `[]`. */
  leaf?: { value: Leaf | '{}' | '[]'; isEmpty: boolean };
  /** `{`, `[`, `}` or `]`. */
  bracket?: string;
  /** A comma follows. */
  comma: boolean;
}

/** Formats a value as `JSON.stringify(value, null, 2)` does, as data. Deep values need no recursion. */
export function toLines(value: unknown): Line[] {
  const lines: Line[] = [];
  const stack: { value: unknown; line: Omit<Line, 'comma'>; comma: boolean }[] = [
    { value, line: { depth: 0, path: '' }, comma: false },
  ];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { line, comma } = next;
    if (line.bracket) {
      lines.push({ ...line, comma });
      continue;
    }
    const children = childrenOf(next.value, line.path);
    if (!children || children.length === 0) {
      lines.push({ ...line, leaf: leafOf(next.value), comma });
      continue;
    }
    const isArray = Array.isArray(next.value);
    lines.push({ ...line, bracket: isArray ? '[' : '{', comma: false });
    const { key: _, ...place } = line;
    stack.push({ value: undefined, line: { ...place, bracket: isArray ? ']' : '}' }, comma });
    for (let index = children.length - 1; index >= 0; index--) {
      const [key, path, child] = children[index] as Child;
      stack.push({
        value: child,
        line: { depth: line.depth + 1, path, ...(isArray ? {} : { key }) },
        comma: index < children.length - 1,
      });
    }
  }
  return lines;
}

type Child = readonly [key: string, path: string, value: unknown];

function childrenOf(value: unknown, path: string): Child[] | undefined {
  if (Array.isArray(value)) return value.map((child, index) => [String(index), `${path}[${index}]`, child]);
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).map(([key, child]) => [key, pathOf(path, key), child]);
}

function pathOf(path: string, key: string): string {
  if (!/^[\w$]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

function leafOf(value: unknown): NonNullable<Line['leaf']> {
  if (Array.isArray(value)) return { value: '[]', isEmpty: true };
  if (typeof value === 'object' && value !== null) return { value: '{}', isEmpty: true };
  return { value: (value ?? null) as Leaf, isEmpty: false };
}
