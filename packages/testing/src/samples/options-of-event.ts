import type { BaseEvent, ContentKind, GroupParticipant, Media, MessageContent } from '@vzaps/core/events';

// Told under the same name in a payload's facts.
const SAME = [
  ...['messageId', 'text', 'chat', 'sender', 'phone', 'fromMe', 'pushName', 'timestamp', 'mentions', 'quoted'],
  ...['messageIds', 'state', 'online', 'lastSeen', 'syncType', 'progress', 'chunkOrder', 'conversations', 'actor'],
  'createdAt',
];

interface Overrides extends Partial<BaseEvent> {
  content?: MessageContent;
  media?: Media;
  participants?: GroupParticipant[];
  complete?: boolean;
  isGroup?: boolean;
  isForwarded?: boolean;
  isViewOnce?: boolean;
  isEphemeral?: boolean;
}

/** What a payload must say, for its event to be as wanted. */
export function factsOf(overrides: object): object {
  const told = Object.fromEntries(Object.entries(overrides).filter(([name]) => SAME.includes(name)));
  const wanted: Overrides = overrides;
  const kind: ContentKind | undefined = wanted.content?.kind ?? wanted.media?.kind;
  const target = wanted.content && 'targetId' in wanted.content ? wanted.content.targetId : undefined;
  return {
    ...told,
    ...(kind && { kind }),
    ...(target && { targetId: target }),
    ...(wanted.media && { mediaUrl: wanted.media.url ?? null }),
    ...(wanted.participants && { participants: wanted.participants.map(({ jid }) => jid) }),
    ...(wanted.complete === false && { partial: true }),
    ...(wanted.isGroup && { group: true }),
    ...(wanted.isForwarded && { forwarded: true }),
    ...(wanted.isViewOnce && { viewOnce: true }),
    ...(wanted.isEphemeral && { ephemeral: true }),
    ...(wanted.claimedInstanceId && { instanceId: wanted.claimedInstanceId, envelope: 'B' }),
    ...(wanted.id && { eventId: wanted.id, envelope: 'C' }),
    ...(wanted.createdAt && { envelope: 'C' }),
  };
}
