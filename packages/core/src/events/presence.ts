import * as z from 'zod';
import type { BaseEvent } from './base-event.ts';
import { defineEvent } from './define-event.ts';
import { type Jid, phoneOf, withoutDevice } from './jid.ts';
import { flag, required, text, time } from './wire/fields.ts';
import { timeOf } from './wire/time.ts';

/** Somebody came online or went. */
export interface PresenceEvent extends BaseEvent {
  type: 'Presence';
  /** The person. */
  sender: Jid;
  /** The digits of the person's phone, where it is known; never a LID's. */
  phone?: string;
  /** Whether they came, as opposed to went. */
  online: boolean;
  /** When they were last online, if they let others see it. */
  lastSeen?: Date;
  /** What orders events: the sender without a device. */
  conversation: Jid;
}

const schema = z.looseObject({
  type: z.literal('Presence').describe('[doc] The name of the event.'),
  state: text('[lineage] `online` or `offline`.'),
  event: z
    .looseObject({
      from: required('[lineage] The JID of the person.'),
      unavailable: flag('[lineage] Whether the person is offline now.'),
      last_seen: time('[lineage] When the person was last online; year 1 if hidden.'),
    })
    .describe('[lineage] The presence.'),
});

export const presence = defineEvent<PresenceEvent, typeof schema>(schema, ({ state, event }) => {
  const phone = phoneOf(event.from);
  const lastSeen = timeOf(event.last_seen);
  return {
    type: 'Presence',
    sender: event.from,
    ...(phone !== undefined && { phone }),
    online: state === 'online' || (state !== 'offline' && event.unavailable !== true),
    ...(lastSeen && { lastSeen }),
    conversation: withoutDevice(event.from),
  };
});
