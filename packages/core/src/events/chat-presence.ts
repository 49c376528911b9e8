import * as z from 'zod';
import type { BaseEvent } from './base-event.ts';
import { defineEvent } from './define-event.ts';
import { readSource, type Source, sourceFields } from './source.ts';
import { text } from './wire/fields.ts';

/** Somebody types or records in a chat, or stopped to. */
export interface ChatPresenceEvent extends BaseEvent, Omit<Source, 'fromMe'> {
  type: 'ChatPresence';
  /** `composing`, `recording` (a voice message), `paused`, … */
  state: 'composing' | 'recording' | 'paused' | (string & {});
}

const schema = z.looseObject({
  type: z.literal('ChatPresence').describe('[doc] The name of the event.'),
  state: text('[unknown] Read where `event.state` is missing.'),
  event: z
    .looseObject({
      ...sourceFields,
      state: text('[lineage] `composing` or `paused`.'),
      media: text('[lineage] `audio` while composing means recording; else empty.'),
    })
    .describe('[lineage] The presence.'),
});

export const chatPresence = defineEvent<ChatPresenceEvent, typeof schema>(schema, (payload) => {
  const { event } = payload;
  const source = readSource(event);
  if (source === undefined) return { issues: [{ path: 'event.sender', message: 'expected a JID' }] };
  const state = event.state || payload.state;
  if (!state) return { issues: [{ path: 'event.state', message: 'expected a state' }] };
  const { chat, sender, phone, isGroup, conversation } = source;
  return {
    type: 'ChatPresence',
    chat,
    sender,
    ...(phone !== undefined && { phone }),
    isGroup,
    conversation,
    state: state === 'composing' && event.media === 'audio' ? 'recording' : state,
  };
});
