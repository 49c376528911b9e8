/** A copy without the own fields whose names `isOmitted`. Keeps a field that is called `__proto__`. */
export function omit(
  fields: Readonly<Record<string, unknown>>,
  isOmitted: (name: string, value: unknown) => boolean,
): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    if (isOmitted(name, value)) continue;
    if (name === '__proto__')
      Object.defineProperty(copy, name, { value, enumerable: true, configurable: true, writable: true });
    else copy[name] = value;
  }
  return copy;
}
