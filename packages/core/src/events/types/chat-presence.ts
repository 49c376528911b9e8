import { literal, requiredObject, text } from '../wire/fields.ts';
import { omitAbsent } from '../wire/omit-absent.ts';
import type { BaseEvent } from './base-event.ts';
import { defineEvent, rejectField } from './define-event.ts';
import { type MessageSource, readSource, sourceFields } from './message-source.ts';

/** A person types or records in a chat, or stopped doing so. */
export interface ChatPresenceEvent extends BaseEvent, Omit<MessageSource, 'fromMe'> {
  type: 'ChatPresence';
  /** `composing`, `recording` (a voice message), `paused`, or a state that VZaps may add. */
  state: 'composing' | 'recording' | 'paused' | (string & {});
}

const shape = requiredObject('', {
  type: literal('[doc] The name of the event.', 'ChatPresence'),
  state: text('[unknown] Used if `event.state` is missing.'),
  event: requiredObject('[lineage] The presence.', {
    ...sourceFields,
    state: text('[lineage] `composing` or `paused`.'),
    media: text('[lineage] `audio` while the person records a voice message, else empty.'),
  }),
});

export const chatPresence = defineEvent<ChatPresenceEvent, typeof shape.fields>('ChatPresence', shape, (payload) => {
  const { event } = payload;
  const source = readSource(event);
  if (source === undefined) return rejectField('event.sender', 'a JID');
  const state = event.state || payload.state;
  if (!state) return rejectField('event.state', 'a state');
  const { chat, sender, phone, isGroup, conversation } = source;
  return {
    type: 'ChatPresence',
    chat,
    sender,
    ...omitAbsent({ phone }),
    isGroup,
    conversation,
    state: state === 'composing' && event.media === 'audio' ? 'recording' : state,
  };
});
