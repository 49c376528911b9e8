import type { EventIssue } from './base-event.ts';
import { isEventType } from './event-type.ts';
import { unwrapText } from './wire/decode.ts';
import { DEEPEST, tooDeep } from './wire/depth.ts';
import { type Level, readLevel } from './wire/level.ts';
import { rawOf } from './wire/raw.ts';
import { isRecord } from './wire/record.ts';
import { timeOf } from './wire/time.ts';

/** What the three envelopes of VZaps have in common, once opened. */
export interface Envelope {
  type: string | undefined;
  /** The event as delivered, JSON text read; `undefined` where there is none, which Connected may do. */
  event: unknown;
  state: unknown;
  mediaUrl: unknown;
  id: string | undefined;
  claimedInstanceId: string | undefined;
  createdAt: Date | undefined;
  raw: unknown;
  /** What stood in the way; of interest only if the event cannot be typed. */
  issues: EventIssue[];
}

// A form around `json_data` around a frame around the event: more is nobody's envelope.
const MOST_LEVELS = 5;

/**
 * Opens `{type, event}` (A), `{json_data: A}` (B) and `{id, created_at, data: A}` (C), in any nesting. The event's
 * name is read where envelopes have it and never searched for: a receipt has a `type` of its own inside `event`.
 */
export function openEnvelope(delivered: Record<string, unknown>): Envelope {
  let level = readLevel(delivered);
  const levels = [level];
  const issues: EventIssue[] = [];
  let { type, state, mediaUrl, instanceId, createdAt } = level;
  let event: unknown;
  while (levels.length < MOST_LEVELS) {
    const inner = insideOf(level, issues);
    if (inner === undefined) break;
    const next = readLevel(inner);
    level.opened = true;
    levels.push(next);
    if (!isEnvelope(next)) {
      // The event stands right there, without a `type` and `event` of its own [unknown].
      event = level.event ? undefined : inner;
      break;
    }
    level = next;
    type = textIn(level.type) ?? type;
    state = level.state ?? state;
    mediaUrl = level.mediaUrl ?? mediaUrl;
    instanceId = level.instanceId ?? instanceId;
    createdAt = level.createdAt ?? createdAt;
  }
  return {
    type: textIn(type),
    event: event ?? eventOf(level, issues),
    state,
    mediaUrl,
    id: textIn(levels.find(hasEventId)?.id),
    claimedInstanceId: textIn(instanceId),
    createdAt: timeOf(textIn(createdAt)),
    raw: rawOf(levels),
    issues,
  };
}

function insideOf(level: Level, issues: EventIssue[]): Record<string, unknown> | undefined {
  const inside = level.jsonData ?? (level.event ? undefined : level.data);
  if (inside === undefined || inside === null) return undefined;
  const inner = unwrapText(inside);
  if (isRecord(inner) && !deepText(inside, inner)) return inner;
  issues.push({ path: inside === level.jsonData ? 'json_data' : 'data', message: NO_OBJECT });
  return undefined;
}

function eventOf(level: Level, issues: EventIssue[]): unknown {
  if (level.event === undefined || level.event === null || level.event === '') return undefined;
  const event = unwrapText(level.event);
  if (isRecord(event) && !deepText(level.event, event)) return event;
  issues.push({ path: 'event', message: NO_OBJECT });
  return undefined;
}

/** What was text inside the payload is not part of the depth that is checked for the whole. */
function deepText(delivered: unknown, inner: unknown): boolean {
  return delivered !== inner && tooDeep(inner);
}

const NO_OBJECT = `expected an object, or JSON text of one, at most ${DEEPEST} levels deep`;

function isEnvelope(level: Level): boolean {
  const holds = level.event ?? level.jsonData ?? level.data;
  return (holds !== undefined && holds !== null) || isEventType(level.type);
}

// The `id` beside `json_data` may be anything; that of a realtime frame is the event's [doc].
function hasEventId(level: Level): boolean {
  return (
    typeof level.id === 'string' && ((level.data !== undefined && level.data !== null) || level.id.startsWith('evt_'))
  );
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
