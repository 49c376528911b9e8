import * as z from 'zod';
import type { BaseEvent } from './base-event.ts';
import { defineEvent } from './define-event.ts';
import { later } from './wire/fields.ts';

/** The instance is connected to WhatsApp. */
export interface ConnectedEvent extends BaseEvent {
  type: 'Connected';
}

/** The instance lost its connection to WhatsApp. */
export interface DisconnectedEvent extends BaseEvent {
  type: 'Disconnected';
}

function schemaOf<T extends string>(type: T) {
  return z.looseObject({
    type: z.literal(type).describe('[doc] The name of the event.'),
    event: later('[lineage] `{}` or absent.', () => z.unknown()),
  });
}

const connectedSchema = schemaOf('Connected');
const disconnectedSchema = schemaOf('Disconnected');

export const connected = defineEvent<ConnectedEvent, typeof connectedSchema>(connectedSchema, ({ type }) => ({ type }));

export const disconnected = defineEvent<DisconnectedEvent, typeof disconnectedSchema>(
  disconnectedSchema,
  ({ type }) => ({ type }),
);
