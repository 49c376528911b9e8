/** Whether a field is not set: `null`, or the empty text that some encoders write for it. */
export function isAbsent(value: unknown): value is null | undefined | '' {
  return value === null || value === undefined || value === '';
}

type Present<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], null | undefined | ''> };

/** Keeps the fields that are set, so that an event has no key whose value is `undefined`. */
export function omitAbsent<Fields extends object>(fields: Fields): Present<Fields> {
  const present: Present<Fields> = {};
  for (const name in fields) {
    const value = fields[name];
    if (!isAbsent(value)) present[name] = value as Present<Fields>[typeof name];
  }
  return present;
}
