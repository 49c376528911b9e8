import { isCredentialName } from './credentials.ts';
import { snakeName } from './snake-case.ts';

/** One object of the nest of objects that a delivery is: the fields that envelopes have, in either casing. */
export interface Level extends Fields {
  record: Record<string, unknown>;
  /** Whether a credential stands among the fields. */
  secret: boolean;
  /** Whether the next level is inside of `jsonData` or `data`. */
  opened: boolean;
}

interface Fields {
  type: unknown;
  event: unknown;
  data: unknown;
  jsonData: unknown;
  state: unknown;
  mediaUrl: unknown;
  id: unknown;
  instanceId: unknown;
  createdAt: unknown;
}

const FIELDS = new Map<string, keyof Fields>([
  ['type', 'type'],
  ['event', 'event'],
  ['data', 'data'],
  ['json_data', 'jsonData'],
  ['state', 'state'],
  ['media_url', 'mediaUrl'],
  ['id', 'id'],
  ['instance_id', 'instanceId'],
  ['created_at', 'createdAt'],
]);

export function readLevel(record: Record<string, unknown>): Level {
  const level: Level = {
    record,
    secret: false,
    opened: false,
    type: record.type,
    event: record.event,
    data: record.data,
    jsonData: record.json_data,
    state: record.state,
    mediaUrl: record.media_url,
    id: record.id,
    instanceId: record.instance_id,
    createdAt: record.created_at,
  };
  for (const key in record) {
    const name = snakeName(key);
    if (isCredentialName(name)) level.secret = true;
    const field = name === key ? undefined : FIELDS.get(name);
    if (field) level[field] ??= record[key];
  }
  return level;
}
