import type { Check } from '../wire/check.ts';
import type { Fields, ObjectFieldOf, ObjectOf } from '../wire/fields.ts';
import { createReader } from '../wire/reader.ts';
import type { BaseEvent, EventIssue } from './base-event.ts';

/** A payload without its envelope: the form of envelope A, with keys in snake_case. */
export interface WireEvent {
  type: string;
  event: unknown;
  state: unknown;
  media_url: unknown;
}

/** The fields of an event that come from its envelope. `parseEvent` adds them to every event. */
export type EnvelopeField = 'id' | 'claimedInstanceId' | 'createdAt' | 'raw';

/** An event without the fields of its envelope, or the reasons why there is none. */
export type Flattened<E extends BaseEvent> = Omit<E, EnvelopeField> | { issues: EventIssue[] };

/** What an event's function knows beside the payload. */
export interface FlattenContext {
  /** When VZaps created the envelope. */
  createdAt: Date | undefined;
  /** Whether the payload came in Go's casing, so that its keys were renamed. */
  isRenamed: boolean;
}

export interface EventDefinition<E extends BaseEvent & { type: string }, Shape extends Fields = Fields> {
  type: E['type'];
  /** The fields of the payload. */
  fields: Shape;
  read(wire: WireEvent, context: FlattenContext): Flattened<E>;
}

/** Combines an event's name, the description of its payload, and the function that creates the event from a valid payload. */
export function defineEvent<E extends BaseEvent & { type: string }, Shape extends Fields>(
  type: E['type'],
  shape: ObjectFieldOf<Shape, ObjectOf<Shape>>,
  flatten: (payload: ObjectOf<Shape>, context: FlattenContext) => Flattened<E>,
  check?: Check,
): EventDefinition<E, Shape> {
  const read = createReader(shape, check);
  return {
    type,
    fields: shape.fields,
    read(wire, context) {
      const result = read(wire);
      return result.ok ? flatten(result.value as ObjectOf<Shape>, context) : { issues: result.issues };
    },
  };
}

/** The result for a payload whose required field is missing or has another form. */
export function rejectField(path: string, expected: string): { issues: EventIssue[] } {
  return { issues: [{ path, message: `expected ${expected}` }] };
}
