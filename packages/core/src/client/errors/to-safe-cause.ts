import type { Redact } from './redact.ts';

// Other fields are dropped: sockets, options and parsed bytes may contain headers.
const KEPT_FIELDS = ['code', 'errno', 'syscall', 'status', 'statusCode'] as const;
// Causes can form a circle.
const MAX_DEPTH = 5;

/**
 * Copies a caught error so that it may become the cause of ours: no text in the copy contains a secret.
 *
 * Never throws, because our error must be thrown. `undefined` if the caught error cannot be read.
 */
export function toSafeCause(caught: unknown, redact: Redact, depth = 0): unknown {
  try {
    return copyError(caught, redact, depth);
  } catch {
    // A getter of the caught error threw, or its message cannot be converted to a string.
    return undefined;
  }
}

function copyError(caught: unknown, redact: Redact, depth: number): unknown {
  if (typeof caught === 'string') return redact(caught);
  if (typeof caught !== 'object' || caught === null) return caught;
  if (!isErrorLike(caught)) return undefined;
  const copy = new Error(redact(String(caught.message)));
  const define = (name: string, value: unknown) =>
    Object.defineProperty(copy, name, { value, configurable: true, writable: true });
  define('name', redact(String(caught.name)));
  define('stack', redact(String(caught.stack)));
  for (const name of KEPT_FIELDS) {
    const value: unknown = Reflect.get(caught, name);
    if (typeof value === 'number') Object.assign(copy, { [name]: value });
    if (typeof value === 'string') Object.assign(copy, { [name]: redact(value) });
  }
  if (depth === MAX_DEPTH) return copy;
  if (caught.cause !== undefined) define('cause', toSafeCause(caught.cause, redact, depth + 1));
  if (Array.isArray(caught.errors))
    define(
      'errors',
      caught.errors.map((each) => toSafeCause(each, redact, depth + 1)),
    );
  return copy;
}

interface ErrorLike {
  readonly name: unknown;
  readonly message: unknown;
  readonly stack: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
}

/** An error of another realm, such as Jest's, is no instance of this realm's `Error`. */
function isErrorLike(caught: object): caught is ErrorLike {
  return caught instanceof Error || /^\[object (Error|DOMException)\]$/.test(Object.prototype.toString.call(caught));
}
