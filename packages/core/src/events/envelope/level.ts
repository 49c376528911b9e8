import { isSecretName } from '../../shared/secret-names.ts';
import { toSnakeName } from '../wire/snake-case.ts';

/** One object of the nested objects of a delivery, with the fields that envelopes have, in either casing. */
export interface Level extends EnvelopeFields {
  record: Record<string, unknown>;
  /** The level that contains this one. A linked list takes a third of the memory of a list that grows. */
  outer: Level | undefined;
  /** Whether one of the fields is a credential. */
  hasCredential: boolean;
  /** Whether `jsonData` or `data` of this level contains the next level. */
  isOpened: boolean;
}

interface EnvelopeFields {
  type: unknown;
  event: unknown;
  data: unknown;
  json_data: unknown;
  state: unknown;
  media_url: unknown;
  id: unknown;
  instance_id: unknown;
  created_at: unknown;
}

const FIELDS: ReadonlySet<string> = new Set<keyof EnvelopeFields>([
  'type',
  'event',
  'data',
  'json_data',
  'state',
  'media_url',
  'id',
  'instance_id',
  'created_at',
]);

export function readLevel(record: Record<string, unknown>, outer?: Level): Level {
  const level: Level = {
    record,
    outer,
    hasCredential: false,
    isOpened: false,
    type: record.type,
    event: record.event,
    data: record.data,
    json_data: record.json_data,
    state: record.state,
    media_url: record.media_url,
    id: record.id,
    instance_id: record.instance_id,
    created_at: record.created_at,
  };
  for (const key in record) {
    if (FIELDS.has(key)) continue;
    if (isCredential(key)) level.hasCredential = true;
    const field = toSnakeName(key);
    if (FIELDS.has(field)) level[field as keyof EnvelopeFields] ??= record[key];
  }
  return level;
}

// The keys of envelopes are few. A foreign key that is longer than any of them is not remembered.
const credentials = new Map<string, boolean>();
const MAX_CACHED_KEYS = 500;
const MAX_KEY_LENGTH = 64;

/** Whether a key of an envelope names a secret, in any casing: `token`, `instanceToken`, `X-Client-Token`. */
export function isCredential(key: string): boolean {
  const known = credentials.get(key);
  if (known !== undefined) return known;
  const isSecret = isSecretName(key.length > MAX_KEY_LENGTH ? key.slice(-MAX_KEY_LENGTH) : key);
  if (key.length > MAX_KEY_LENGTH) return isSecret;
  if (credentials.size >= MAX_CACHED_KEYS) credentials.clear();
  credentials.set(key, isSecret);
  return isSecret;
}
