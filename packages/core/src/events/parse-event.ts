import { removeCredentials } from './envelope/credentials.ts';
import { decodeJsonOrForm, decodeText, parseEmbeddedJson } from './envelope/decode-body.ts';
import { type Envelope, openEnvelope } from './envelope/open-envelope.ts';
import { toKeyPart } from './identity/key-part.ts';
import { EVENT_TYPES, registry, type VZapsEvent } from './registry.ts';
import type { BaseEvent, EventIssue } from './types/base-event.ts';
import { type EnvelopeField, type EventDefinition, type Flattened, rejectField } from './types/define-event.ts';
import type { UnknownEvent } from './types/unknown.ts';
import { inspect, MAX_DEPTH } from './wire/inspect.ts';
import { isRecord } from './wire/is-record.ts';
import { toSnakeKeys } from './wire/snake-case.ts';

type AnyDefinition = EventDefinition<BaseEvent & { type: string }>;

const definitions = new Map(
  registry.map((definition) => [definition.type as string, definition as unknown as AnyDefinition]),
);

/**
 * Parses whatever VZaps sent: an object, JSON text or bytes, in any envelope and in either casing.
 *
 * Never throws. A payload that cannot be typed becomes an `Unknown` event, with the reasons in `issues` and the payload in
 * `raw`. The time is linear in the input. A payload that nests deeper than 200 levels is `Unknown`.
 *
 * @example
 * import { parseEvent } from '@vzaps/core/events';
 *
 * const event = parseEvent('{"type":"Connected","event":{}}');
 * if (event.type === 'Message') console.log(event.sender, event.text);
 */
export function parseEvent(input: unknown): VZapsEvent {
  try {
    return parse(input);
  } catch {
    // JSON never gets here. An object with a getter that throws, or a revoked proxy, does.
    return createUntyped('a value that can be read', undefined);
  }
}

function parse(input: unknown): VZapsEvent {
  const text = decodeText(input);
  if (text === undefined) return parseValue(input);
  const body = decodeJsonOrForm(text);
  return body.ok ? parseValue(body.value) : createUntyped('JSON', removeCredentials(text));
}

function createUntyped(expected: string, raw: unknown): VZapsEvent {
  return { type: 'Unknown', ...rejectField('', expected), raw };
}

function parseValue(delivered: unknown): VZapsEvent {
  const value = parseEmbeddedJson(delivered);
  if (!isRecord(value)) {
    return createUntyped('an object', typeof delivered === 'string' ? removeCredentials(delivered) : delivered);
  }
  const envelope = openEnvelope(value);
  const event = flattenSafely(envelope, value);
  return withEnvelope(
    'issues' in event && !('type' in event) ? createUnknown(event.issues, envelope) : event,
    envelope,
  );
}

function flattenSafely(envelope: Envelope, value: object): Flattened<BaseEvent> {
  try {
    return flatten(envelope, value);
  } catch {
    // A mistake of this library must not lose the payload.
    return rejectField('', 'what the parser can read');
  }
}

function flatten({ type, event, state, mediaUrl, createdAt }: Envelope, value: object): Flattened<BaseEvent> {
  // Opening the envelope is not recursive. What follows is, so the depth is checked first.
  const { isTooDeep, hasGoNames } = inspect(value, event);
  if (isTooDeep) return rejectField('', `at most ${MAX_DEPTH} levels`);
  const definition = type === undefined ? undefined : definitions.get(type);
  if (type === undefined || definition === undefined) {
    return rejectField('type', `one of ${EVENT_TYPES.join(', ')}`);
  }
  const renamed = hasGoNames ? toSnakeKeys(event) : event;
  const wire = { type, event: renamed, state, media_url: mediaUrl };
  return definition.read(wire, { createdAt, isRenamed: hasGoNames });
}

function createUnknown(issues: EventIssue[], envelope: Envelope): Omit<UnknownEvent, EnvelopeField> {
  const all = [...envelope.issues, ...issues];
  return { type: 'Unknown', ...(envelope.type !== undefined && { claimedType: envelope.type }), issues: all };
}

/** Adds the fields that come from the envelope. The event is new, so it is changed, not copied. */
function withEnvelope(event: object, { id, claimedInstanceId, createdAt, raw }: Envelope): VZapsEvent {
  const whole = event as VZapsEvent;
  if (id !== undefined) {
    whole.id = id;
    // Realtime delivers at least once, and the same event has the same id [doc].
    if (whole.key === undefined && id.startsWith('evt_')) whole.key = toKeyPart(id);
  }
  if (claimedInstanceId !== undefined) whole.claimedInstanceId = claimedInstanceId;
  if (createdAt !== undefined) whole.createdAt = createdAt;
  whole.raw = raw;
  return whole;
}
