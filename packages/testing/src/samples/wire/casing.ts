/** The Go names of protobuf's oneofs. Go writes a oneof as one more object that holds the chosen variant. */
const ONEOFS = new Set([
  'Format',
  'Header',
  'HydratedButton',
  'InteractiveMessage',
  'InteractiveResponseMessage',
  'Media',
  'Response',
  'Title',
]);

const snakeNames = new Map<string, string>();

/** Writes a Go name as VZaps does: `MessageIDs` → `message_i_ds`, `fileEncSHA256` → `file_enc_sha256`. */
export function toSnakeCase(name: string): string {
  let snake = snakeNames.get(name);
  if (snake === undefined) {
    snake = name
      .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
      .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
      .toLowerCase();
    snakeNames.set(name, snake);
  }
  return snake;
}

/** A value that is sent unchanged: its keys are not renamed. */
export class Verbatim {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

/** Writes an event, whose keys are the names of Go, in another casing, and its oneofs flat if that is wanted. */
export function writeEvent(event: unknown, casing: 'snake' | 'go', oneofs: 'nested' | 'flat'): unknown {
  const flat = oneofs === 'flat' ? flatten(event) : event;
  return convertKeys(flat, casing === 'snake' ? toSnakeCase : (name) => name);
}

function convertKeys(value: unknown, convert: (name: string) => string): unknown {
  if (value instanceof Verbatim) return value.value;
  if (Array.isArray(value)) return value.map((item) => convertKeys(item, convert));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [convert(name), convertKeys(inner, convert)]));
}

function flatten(value: unknown): unknown {
  if (value instanceof Verbatim) return value;
  if (Array.isArray(value)) return value.map(flatten);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) =>
      // `Media` of a chat presence is text.
      ONEOFS.has(name) && typeof inner === 'object' && inner !== null
        ? Object.entries(inner).map(([variant, content]) => [decapitalize(variant), flatten(content)])
        : [[name, flatten(inner)]],
    ),
  );
}

const decapitalize = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
