import { lidOf, PERSON, phoneJid } from '../identities/people.ts';
import { sourceOf } from '../identities/source.ts';
import { rfc3339 } from '../identities/time.ts';
import type { ChatPresenceSampleOptions, PresenceSampleOptions } from '../options.ts';

export function presencePayload({
  phone = PERSON.phone,
  partial,
  sender,
  online = true,
  lastSeen,
}: PresenceSampleOptions) {
  return {
    type: 'Presence',
    state: online ? 'online' : 'offline',
    event: {
      from: sender ?? (partial ? lidOf(phone) : phoneJid(phone)),
      unavailable: !online,
      last_seen: lastSeen ? rfc3339(lastSeen) : '0001-01-01T00:00:00Z',
    },
  };
}

export function chatPresencePayload({ state = 'composing', ...facts }: ChatPresenceSampleOptions) {
  return {
    type: 'ChatPresence',
    event: {
      ...sourceOf(facts),
      state: state === 'recording' ? 'composing' : state,
      media: state === 'recording' ? 'audio' : '',
    },
  };
}
