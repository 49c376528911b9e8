import { isEventType } from '../registry.ts';
import type { EventIssue } from '../types/base-event.ts';
import { isTooDeep, MAX_DEPTH } from '../wire/inspect.ts';
import { isRecord } from '../wire/is-record.ts';
import { parseTimestamp } from '../wire/parse-timestamp.ts';
import { parseEmbeddedJson } from './decode-body.ts';
import { type Level, readLevel } from './level.ts';
import { rawWithoutCredentials } from './raw.ts';

/** The fields that the three envelopes of VZaps have in common. */
export interface Envelope {
  type: string | undefined;
  /** The event as delivered, parsed if it was JSON text. `undefined` if there is none, as in Connected. */
  event: unknown;
  state: unknown;
  mediaUrl: unknown;
  id: string | undefined;
  claimedInstanceId: string | undefined;
  createdAt: Date | undefined;
  raw: unknown;
  /** The parts that could not be opened. They matter only if the event cannot be typed. */
  issues: EventIssue[];
}

// The deepest envelope is a form around `json_data` around a frame around the event.
const MAX_LEVELS = 5;

/**
 * Opens `{type, event}` (A), `{json_data: A}` (B) and `{id, created_at, data: A}` (C), in any nesting. The event's
 * name is read only where envelopes have it: a receipt has a `type` of its own inside `event`.
 */
export function openEnvelope(delivered: Record<string, unknown>): Envelope {
  let level = readLevel(delivered);
  let innermost = level;
  const issues: EventIssue[] = [];
  let { type, state, media_url: mediaUrl, instance_id: instanceId, created_at: createdAt } = level;
  let id = eventIdIn(level);
  let event: unknown;
  for (let count = 1; count < MAX_LEVELS; count += 1) {
    const inner = insideOf(level, issues);
    if (inner === undefined) break;
    const next = readLevel(inner, level);
    level.isOpened = true;
    innermost = next;
    id ??= eventIdIn(next);
    if (!isEnvelope(next)) {
      // The object is the event itself, without `type` and `event` around it [unknown].
      event = level.event ? undefined : inner;
      break;
    }
    level = next;
    type = textIn(level.type) ?? type;
    state = level.state ?? state;
    mediaUrl = level.media_url ?? mediaUrl;
    instanceId = level.instance_id ?? instanceId;
    createdAt = level.created_at ?? createdAt;
  }
  return {
    type: textIn(type),
    event: event ?? eventOf(level, issues),
    state,
    mediaUrl,
    id: textIn(id),
    claimedInstanceId: textIn(instanceId),
    createdAt: parseTimestamp(textIn(createdAt)),
    raw: rawWithoutCredentials(innermost),
    issues,
  };
}

function insideOf({ event, json_data, data }: Level, issues: EventIssue[]): Record<string, unknown> | undefined {
  if (json_data !== undefined && json_data !== null) return openObject(json_data, 'json_data', issues);
  return event ? undefined : openObject(data, 'data', issues);
}

function eventOf({ event }: Level, issues: EventIssue[]): Record<string, unknown> | undefined {
  return event === '' ? undefined : openObject(event, 'event', issues);
}

/** The object, or the object in JSON text. The depth check of the whole payload does not see inside text. */
function openObject(delivered: unknown, path: string, issues: EventIssue[]): Record<string, unknown> | undefined {
  if (delivered === undefined || delivered === null) return undefined;
  const value = parseEmbeddedJson(delivered);
  if (isRecord(value) && (delivered === value || !isTooDeep(value))) return value;
  issues.push({ path, message: NO_OBJECT });
  return undefined;
}

const NO_OBJECT = `expected an object, or JSON text of one, at most ${MAX_DEPTH} levels deep`;

function isEnvelope(level: Level): boolean {
  const holds = level.event ?? level.json_data ?? level.data;
  return (holds !== undefined && holds !== null) || isEventType(level.type);
}

// The `id` of a realtime frame is the event's id [doc]. The `id` beside `json_data` may be anything else.
function eventIdIn({ id, data }: Level): string | undefined {
  if (typeof id !== 'string') return undefined;
  return (data !== undefined && data !== null) || id.startsWith('evt_') ? id : undefined;
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
