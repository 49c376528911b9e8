import type { EventIssue } from './base-event.ts';
import type { Flat, Told } from './define-event.ts';
import { type Envelope, openEnvelope } from './envelope.ts';
import type { VZapsEvent } from './event.ts';
import { EVENT_TYPES, isEventType } from './event-type.ts';
import { definitions } from './schemas.ts';
import type { UnknownEvent } from './unknown.ts';
import { withoutCredentials } from './wire/credentials.ts';
import { decodeBody, textOf, unwrapText } from './wire/decode.ts';
import { DEEPEST, tooDeep } from './wire/depth.ts';
import { isRecord } from './wire/record.ts';
import { snakeKeys } from './wire/snake-case.ts';

/**
 * Types whatever VZaps sent: an object, JSON text or bytes, in any of its envelopes and in either casing.
 *
 * Total: it never throws and never guesses. What cannot be typed is an `Unknown` event that says why in `issues` and
 * keeps the payload in `raw`. It takes time linear in the input; what nests deeper than 200 levels is `Unknown`.
 */
export function parseEvent(input: unknown): VZapsEvent {
  try {
    return parse(input);
  } catch {
    // JSON cannot bring us here; an object whose getters throw, or a revoked proxy, can.
    return untyped('expected a value that can be read', undefined);
  }
}

function parse(input: unknown): VZapsEvent {
  const text = textOf(input);
  if (text === undefined) return typed(input);
  const body = decodeBody(text);
  if (!body.ok) return untyped('expected JSON', withoutCredentials(text));
  return typed(body.value);
}

function untyped(message: string, raw: unknown): VZapsEvent {
  return { type: 'Unknown', issues: [{ path: '', message }], raw };
}

function typed(delivered: unknown): VZapsEvent {
  const value = unwrapText(delivered);
  if (!isRecord(value)) {
    return untyped('expected an object', typeof delivered === 'string' ? withoutCredentials(delivered) : delivered);
  }
  const envelope = openEnvelope(value);
  const flat = flattened(envelope, value);
  return complete('issues' in flat ? unknown([...envelope.issues, ...flat.issues], envelope) : flat, envelope);
}

function flattened(envelope: Envelope, value: object): Flat<VZapsEvent> {
  try {
    return flatten(envelope, value);
  } catch {
    // A mistake of ours, or an error map of zod's that the application has set: the payload must not get lost.
    return { issues: [{ path: '', message: 'expected what the schemas can read' }] };
  }
}

function flatten({ type, event, state, mediaUrl, createdAt }: Envelope, value: object): Flat<VZapsEvent> {
  // Opening the envelope was not recursive; everything after this line may be.
  if (tooDeep(value)) return { issues: [{ path: '', message: `expected at most ${DEEPEST} levels` }] };
  if (!isEventType(type)) return { issues: [{ path: 'type', message: `expected one of ${EVENT_TYPES.join(', ')}` }] };
  const snake = snakeKeys(event);
  const wire = { type, event: snake, state, media_url: mediaUrl };
  return definitions[type].read(wire, { createdAt, recased: snake !== event });
}

function unknown(issues: EventIssue[], envelope: { type?: string | undefined }): Omit<UnknownEvent, Told> {
  return { type: 'Unknown', ...(envelope.type !== undefined && { claimedType: envelope.type }), issues };
}

function complete(event: Omit<VZapsEvent, Told>, envelope: Partial<Envelope>): VZapsEvent {
  const whole = event as VZapsEvent;
  if (envelope.id !== undefined) whole.id = envelope.id;
  if (envelope.claimedInstanceId !== undefined) whole.claimedInstanceId = envelope.claimedInstanceId;
  if (envelope.createdAt !== undefined) whole.createdAt = envelope.createdAt;
  whole.raw = envelope.raw;
  return whole;
}
