import { type Jid, phoneOf } from '../jid.ts';
import { list, literal, requiredObject, text, time } from '../wire/fields.ts';
import { omitAbsent } from '../wire/omit-absent.ts';
import { parseTimestamp } from '../wire/parse-timestamp.ts';
import { readItems } from '../wire/read-items.ts';
import type { BaseEvent } from './base-event.ts';
import { defineEvent, rejectField } from './define-event.ts';
import { createParticipant, type GroupParticipant, participant, readParticipant } from './participant.ts';

/** The person that changed a group. */
export type GroupActor = GroupParticipant;

interface GroupParticipants extends BaseEvent {
  /** The group. */
  chat: Jid;
  /** The people that were added or removed. */
  participants: GroupParticipant[];
  /** The person that added or removed them. */
  actor?: GroupActor;
  /** When the group changed. */
  timestamp?: Date;
  /** The group. Events of one conversation are handled in order. */
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

// VZaps documents only the two names. So the fields are read under every name that related libraries use.
function shapeOf<T extends string>(type: T) {
  return requiredObject('', {
    type: literal('[doc] The name of the event.', type),
    event: requiredObject('[unknown] The change.', {
      jid: text('[unknown] The group.'),
      group_jid: text('[unknown] The group, under another name.'),
      group_id: text('[unknown] The group, under another name.'),
      chat: text('[unknown] The group, under another name.'),
      id: text('[lineage] The group, under the name of other libraries.'),
      participants: list('[unknown] The people.', participant),
      join: list('[lineage] The people that joined.', participant),
      leave: list('[lineage] The people that left.', participant),
      users: list('[unknown] The people, under another name.', participant),
      sender: text('[lineage] The person that changed the group.'),
      sender_pn: text("[lineage] The phone's JID of that person."),
      author: text('[lineage] The person that changed the group, under the name of other libraries.'),
      author_pn: text("[lineage] The phone's JID of that person."),
      timestamp: time('[unknown] When the group changed.'),
    }),
  });
}

const addShape = shapeOf('GroupParticipantsAdd');
const removeShape = shapeOf('GroupParticipantsRemove');

type WireChange = NonNullable<(typeof addShape)['output']>['event'];
type WirePeople = WireChange['participants'];

export const groupParticipantsAdd = defineEvent<GroupParticipantsAddEvent, typeof addShape.fields>(
  'GroupParticipantsAdd',
  addShape,
  ({ type, event }) => flatten(type, event, [event.participants, event.join, event.users, event.leave]),
);

export const groupParticipantsRemove = defineEvent<GroupParticipantsRemoveEvent, typeof removeShape.fields>(
  'GroupParticipantsRemove',
  removeShape,
  ({ type, event }) => flatten(type, event, [event.participants, event.leave, event.users, event.join]),
);

function flatten<T extends 'GroupParticipantsAdd' | 'GroupParticipantsRemove'>(
  type: T,
  event: WireChange,
  lists: WirePeople[],
) {
  const chat = groupOf(event);
  if (chat === undefined) return rejectField('event.jid', 'the JID of a group');
  // The payload can contain an empty list and a full one [lineage].
  const people = lists.find((list) => list && list.length > 0) ?? lists.find((list) => list);
  if (!people) return rejectField('event.participants', 'people');
  const jid = event.sender || event.author || event.sender_pn || event.author_pn;
  return {
    type,
    chat,
    participants: readItems(people, readParticipant),
    ...omitAbsent({
      actor: jid && createParticipant(jid, phoneOf(jid, event.sender_pn, event.author_pn)),
      timestamp: parseTimestamp(event.timestamp),
    }),
    conversation: chat,
  };
}

function groupOf({ jid, group_jid, group_id, chat, id }: WireChange): Jid | undefined {
  const group = jid || group_jid || group_id || chat;
  if (group) return group.includes('@') ? group : `${group}@g.us`;
  // An `id` may also be the id of something else.
  return id && GROUP_ID.test(id) ? `${id.split('@')[0]}@g.us` : undefined;
}

const GROUP_ID = /^\d[\d-]*(@g\.us)?$/;
