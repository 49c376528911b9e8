import type * as z from 'zod';
import type { BaseEvent, EventIssue } from './base-event.ts';
import type { EventType } from './event-type.ts';
import { reader } from './wire/reader.ts';

/** An event as it stands on the wire: envelope A, in snake_case. */
export interface Wire {
  type: string;
  event: unknown;
  state: unknown;
  media_url: unknown;
}

/** What the flat event lacks yet; the envelope tells it about every event alike. */
export type Told = 'id' | 'claimedInstanceId' | 'createdAt' | 'raw';

/** An event, or why there is none. */
export type Flat<E> = Omit<E, Told> | { issues: EventIssue[] };

export interface ReadContext {
  /** When VZaps made the envelope. */
  createdAt: Date | undefined;
  /** Whether the event came in Go's casing and was converted. */
  recased: boolean;
}

export interface EventDefinition<T extends EventType, Schema extends z.ZodType = z.ZodType> {
  schema: Schema;
  read(wire: Wire, context: ReadContext): Flat<BaseEvent & { type: T }>;
}

/** Ties an event's wire schema to the plain function that makes the flat event of a validated payload. */
export function defineEvent<E extends BaseEvent & { type: EventType }, Schema extends z.ZodType>(
  schema: Schema,
  flatten: (payload: z.output<Schema>, context: ReadContext) => Flat<E>,
): EventDefinition<E['type'], Schema> {
  const read = reader(schema);
  return {
    schema,
    read(wire, context) {
      const result = read(wire);
      return result.ok ? flatten(result.value, context) : { issues: result.issues };
    },
  };
}
