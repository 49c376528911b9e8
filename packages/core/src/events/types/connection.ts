import { lazy, literal, requiredObject } from '../wire/fields.ts';
import type { BaseEvent } from './base-event.ts';
import { defineEvent } from './define-event.ts';

/** The instance is connected to WhatsApp. */
export interface ConnectedEvent extends BaseEvent {
  type: 'Connected';
}

/** The instance lost its connection to WhatsApp. */
export interface DisconnectedEvent extends BaseEvent {
  type: 'Disconnected';
}

function shapeOf<T extends string>(type: T) {
  return requiredObject('', {
    type: literal('[doc] The name of the event.', type),
    event: lazy('[lineage] `{}` or absent.', 'anything'),
  });
}

const connectedShape = shapeOf('Connected');
const disconnectedShape = shapeOf('Disconnected');

export const connected = defineEvent<ConnectedEvent, typeof connectedShape.fields>(
  'Connected',
  connectedShape,
  ({ type }) => ({ type }),
);

export const disconnected = defineEvent<DisconnectedEvent, typeof disconnectedShape.fields>(
  'Disconnected',
  disconnectedShape,
  ({ type }) => ({ type }),
);
