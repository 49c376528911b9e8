import * as z from 'zod';
import type { BaseEvent } from './base-event.ts';
import { defineEvent } from './define-event.ts';
import { type Jid, phoneOf } from './jid.ts';
import { type GroupParticipant, participant, readParticipant } from './participant.ts';
import { list, text, time } from './wire/fields.ts';
import { timeOf } from './wire/time.ts';

/** The person that changed a group. */
export type GroupActor = GroupParticipant;

interface GroupParticipants extends BaseEvent {
  /** The group. */
  chat: Jid;
  /** Who was added or removed. */
  participants: GroupParticipant[];
  /** Who added or removed them. */
  actor?: GroupActor;
  /** When. */
  timestamp?: Date;
  /** What orders events: the group. */
  conversation: Jid;
}

/** People joined a group or were added to it. */
export interface GroupParticipantsAddEvent extends GroupParticipants {
  type: 'GroupParticipantsAdd';
}

/** People left a group or were removed from it. */
export interface GroupParticipantsRemoveEvent extends GroupParticipants {
  type: 'GroupParticipantsRemove';
}

// VZaps documents the two names and nothing else; every spelling that one might expect is read.
function schemaOf<T extends string>(type: T) {
  return z.looseObject({
    type: z.literal(type).describe('[doc] The name of the event.'),
    event: z
      .looseObject({
        jid: text('[unknown] The group.'),
        group_jid: text('[unknown] The group, by another name.'),
        group_id: text('[unknown] The group, by another name.'),
        chat: text('[unknown] The group, by another name.'),
        participants: list('[unknown] The people.', participant),
        join: list('[unknown] The people, by another name.', participant),
        leave: list('[unknown] The people, by another name.', participant),
        users: list('[unknown] The people, by another name.', participant),
        sender: text('[unknown] Who did it.'),
        sender_pn: text("[unknown] Who did it: the phone's JID."),
        author: text('[unknown] Who did it, by another name.'),
        timestamp: time('[unknown] When.'),
      })
      .describe('[unknown] The change.'),
  });
}

const addSchema = schemaOf('GroupParticipantsAdd');
const removeSchema = schemaOf('GroupParticipantsRemove');

type WireChange = z.output<typeof addSchema>['event'];

export const groupParticipantsAdd = defineEvent<GroupParticipantsAddEvent, typeof addSchema>(
  addSchema,
  ({ type, event }) => flatten(type, event, event.participants ?? event.join ?? event.users ?? event.leave),
);

export const groupParticipantsRemove = defineEvent<GroupParticipantsRemoveEvent, typeof removeSchema>(
  removeSchema,
  ({ type, event }) => flatten(type, event, event.participants ?? event.leave ?? event.users ?? event.join),
);

function flatten<T extends 'GroupParticipantsAdd' | 'GroupParticipantsRemove'>(
  type: T,
  event: WireChange,
  people: WireChange['participants'],
) {
  const group = event.jid || event.group_jid || event.group_id || event.chat;
  if (!group) return { issues: [{ path: 'event.jid', message: 'expected the JID of a group' }] };
  if (!people) return { issues: [{ path: 'event.participants', message: 'expected people' }] };
  const chat = group.includes('@') ? group : `${group}@g.us`;
  const jid = event.sender || event.author || event.sender_pn;
  const phone = phoneOf(jid, event.sender_pn);
  const actor = jid ? { jid, ...(phone !== undefined && { phone }) } : undefined;
  const timestamp = timeOf(event.timestamp);
  return {
    type,
    chat,
    participants: people.flatMap((person) => readParticipant(person) ?? []),
    ...(actor && { actor }),
    ...(timestamp && { timestamp }),
    conversation: chat,
  };
}
