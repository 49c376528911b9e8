import type { Jid } from '@vzaps/core/events';
import { GROUP, lidOf, PERSON, phoneJid } from '../identities/people.ts';
import { rfc3339 } from '../identities/time.ts';
import type { GroupSampleOptions, ParticipantSample } from '../options/event-options.ts';
import type { Payload } from '../wire/envelope.ts';

type GroupEventType = 'GroupParticipantsAdd' | 'GroupParticipantsRemove';

interface Person {
  jid: Jid;
  phoneJid: Jid | undefined;
}

export function groupPayload(type: GroupEventType, options: GroupSampleOptions): Payload {
  const { chat = GROUP, timestamp = new Date() } = options;
  const people = (options.participants ?? [defaultPerson(options)]).map(personOf);
  const actor = personOf(options.actor ?? phoneJid('5511900005678'));
  return { type, event: eventOf(type, options, { chat, people, actor, timestamp: rfc3339(timestamp) }) };
}

interface Change {
  chat: Jid;
  people: Person[];
  actor: Person;
  timestamp: string;
}

function eventOf(type: GroupEventType, { shape = 'jids' }: GroupSampleOptions, change: Change): object {
  const { chat, people, actor, timestamp } = change;
  const isAdd = type === 'GroupParticipantsAdd';
  switch (shape) {
    case 'jids':
      return { JID: chat, Participants: people.map(({ jid }) => jid), ...senderOf(actor), Timestamp: timestamp };
    case 'objects':
      return {
        GroupJID: chat,
        Participants: people.map((person) => ({ JID: person.jid, PhoneNumber: person.phoneJid ?? '' })),
        ...senderOf(actor),
        Timestamp: timestamp,
      };
    case 'whatsmeow':
      return {
        JID: chat,
        Notify: '',
        ...senderOf(actor),
        Timestamp: timestamp,
        Participants: [],
        Join: isAdd ? people.map(({ jid }) => jid) : null,
        Leave: isAdd ? null : people.map(({ jid }) => jid),
      };
    case 'baileys':
      return {
        id: chat,
        author: actor.jid,
        ...(actor.phoneJid && { authorPN: actor.phoneJid }),
        participants: people.map((person) => ({ id: person.jid, phoneNumber: person.phoneJid ?? '', admin: null })),
        action: isAdd ? 'add' : 'remove',
        timestamp,
      };
  }
}

/** Shapes with phones have the LID as the JID, as WhatsApp does today. */
function defaultPerson({ shape }: GroupSampleOptions): ParticipantSample {
  const hasPhones = shape === 'objects' || shape === 'baileys';
  return hasPhones ? { jid: lidOf(PERSON.phone), phone: PERSON.phone } : phoneJid(PERSON.phone);
}

function personOf(given: ParticipantSample): Person {
  if (typeof given === 'string') return { jid: given, phoneJid: undefined };
  return { jid: given.jid, phoneJid: given.phone === undefined ? undefined : phoneJid(given.phone) };
}

function senderOf({ jid, phoneJid }: Person): object {
  return { Sender: jid, ...(phoneJid !== undefined && phoneJid !== jid && { SenderPN: phoneJid }) };
}
