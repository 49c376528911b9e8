import { lidOf, PERSON, phoneJid } from '../identities/people.ts';
import { sourceOf } from '../identities/source.ts';
import { rfc3339 } from '../identities/time.ts';
import type { ChatPresenceSampleOptions, PresenceSampleOptions } from '../options/event-options.ts';
import type { Payload } from '../wire/envelope.ts';

/** The zero value of Go's `time.Time`. */
const NO_TIME = '0001-01-01T00:00:00Z';

export function presencePayload(options: PresenceSampleOptions): Payload {
  const { phone = PERSON.phone, partial, sender, online = true, lastSeen } = options;
  return {
    type: 'Presence',
    state: online ? 'online' : 'offline',
    event: {
      From: sender ?? (partial ? lidOf(phone) : phoneJid(phone)),
      Unavailable: !online,
      LastSeen: lastSeen ? rfc3339(lastSeen) : NO_TIME,
    },
  };
}

export function chatPresencePayload({ state = 'composing', ...options }: ChatPresenceSampleOptions): Payload {
  return {
    type: 'ChatPresence',
    event: {
      ...sourceOf(options),
      State: state === 'recording' ? 'composing' : state,
      Media: state === 'recording' ? 'audio' : '',
    },
  };
}
