import { EVENT_TYPES, type EventType, nearestEventType } from '@vzaps/core/events';
import { SAMPLE_KINDS, samplePayload } from '@vzaps/testing';
import { UsageError } from '../../usage-error.ts';

/** What `trigger` sends: an event type, and the kind of a message. */
export interface SampleName {
  readonly type: EventType;
  readonly kind?: string;
}

/** Finds what a name means. Upper and lower case are ignored. */
export function findSample(name: string): SampleName {
  const isSame = (known: string) => known.toLowerCase() === name.toLowerCase();
  const type = EVENT_TYPES.find(isSame);
  if (type) return { type };
  const kind = SAMPLE_KINDS.find(isSame);
  if (kind) return { type: 'Message', kind };
  const nearest = nearestEventType(name);
  throw new UsageError(
    `There is no event '${name}'.${nearest ? ` Did you mean ${nearest}?` : ''}\n` +
      `Types: ${EVENT_TYPES.join(', ')}.\nKinds of a message: ${SAMPLE_KINDS.join(', ')}.`,
  );
}

/** Builds a payload. `fields` are `name=value` pairs: a value is JSON, else text. `quoted.text=Hi` sets a nested field. */
export function buildSample({ type, kind }: SampleName, fields: readonly string[], instanceId?: string): unknown {
  const options: Record<string, unknown> = { ...(kind && { kind }), ...(instanceId && { instanceId }) };
  for (const field of fields) {
    const [, path, value] = /^([\w.]+)=(.*)$/s.exec(field) ?? [];
    if (path === undefined || value === undefined) {
      throw new UsageError(`--set ${JSON.stringify(field)} is no field. Write it like --set text=ping.`);
    }
    setField(options, path.split('.'), parseValue(value));
  }
  return samplePayload(type, options as never);
}

function setField(target: Record<string, unknown>, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    target[name] = value;
    return;
  }
  const inner = Object.hasOwn(target, name) ? target[name] : {};
  target[name] = inner;
  setField(Object(inner), rest, value);
}

// Digits stay text: a phone and an id are text. Dates are the only other values that JSON has no word for.
function parseValue(text: string): unknown {
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})?$/.test(text)) return new Date(text);
  if (!/^(true|false|null|[[{"])/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
