import { type Jid, phoneOf, toUserJid } from '../jid.ts';
import { flag, literal, required, requiredObject, text, time } from '../wire/fields.ts';
import { omitAbsent } from '../wire/omit-absent.ts';
import { parseTimestamp } from '../wire/parse-timestamp.ts';
import type { BaseEvent } from './base-event.ts';
import { defineEvent } from './define-event.ts';

/** A person came online or went offline. */
export interface PresenceEvent extends BaseEvent {
  type: 'Presence';
  /** The person. */
  sender: Jid;
  /** The digits of the person's phone, if it is known. Never the digits of a LID. */
  phone?: string;
  /** `true` if the person came online, `false` if the person went offline. */
  online: boolean;
  /** When the person was last online, if the person shares it. */
  lastSeen?: Date;
  /** The sender without a device. Events of one conversation are handled in order. */
  conversation: Jid;
}

const shape = requiredObject('', {
  type: literal('[doc] The name of the event.', 'Presence'),
  state: text('[lineage] `online` or `offline`.'),
  event: requiredObject('[lineage] The presence.', {
    from: required('[lineage] The JID of the person.'),
    unavailable: flag('[lineage] Whether the person is offline now.'),
    last_seen: time('[lineage] When the person was last online. Year 1 if the person hides it.'),
  }),
});

export const presence = defineEvent<PresenceEvent, typeof shape.fields>('Presence', shape, ({ state, event }) => {
  return {
    type: 'Presence',
    sender: event.from,
    ...omitAbsent({ phone: phoneOf(event.from), lastSeen: parseTimestamp(event.last_seen) }),
    online: state === 'online' || (state !== 'offline' && event.unavailable !== true),
    conversation: toUserJid(event.from),
  };
});
