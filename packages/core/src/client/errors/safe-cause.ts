import type { Redact } from './redact.ts';

// Of its own fields only these: what else hangs on an error (sockets, options, the bytes of a parser) may repeat headers.
const KEPT = ['code', 'errno', 'syscall', 'status', 'statusCode'] as const;
// Causes can go round in a circle.
const DEEPEST = 5;

/** A caught error as it may stand in one of ours: a copy, whose texts hold no secret. Never throws: ours must arrive. */
export function safeCause(caught: unknown, redact: Redact, depth = 0): unknown {
  try {
    return copyOf(caught, redact, depth);
  } catch {
    // Its getters throw, or it cannot be told as text.
    return undefined;
  }
}

function copyOf(caught: unknown, redact: Redact, depth: number): unknown {
  if (typeof caught === 'string') return redact(caught);
  if (!(caught instanceof Error)) return typeof caught === 'object' ? undefined : caught;
  const copy = new Error(redact(String(caught.message)));
  const define = (name: string, value: unknown) =>
    Object.defineProperty(copy, name, { value, configurable: true, writable: true });
  define('name', redact(String(caught.name)));
  define('stack', redact(String(caught.stack)));
  for (const name of KEPT) {
    const value: unknown = Reflect.get(caught, name);
    if (typeof value === 'number') Object.assign(copy, { [name]: value });
    if (typeof value === 'string') Object.assign(copy, { [name]: redact(value) });
  }
  if (depth === DEEPEST) return copy;
  if (caught.cause !== undefined) define('cause', safeCause(caught.cause, redact, depth + 1));
  if (caught instanceof AggregateError)
    define(
      'errors',
      caught.errors.map((each) => safeCause(each, redact, depth + 1)),
    );
  return copy;
}
