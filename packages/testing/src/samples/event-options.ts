import type { BaseEvent, ContentKind, EventOf, MessageContent } from '@vzaps/core/events';
import type { MessageSampleOptions } from './options/message-options.ts';

/** Fields whose options have the same name. */
const SAME_NAME = new Set([
  ...['messageId', 'text', 'chat', 'sender', 'phone', 'fromMe', 'pushName', 'timestamp', 'mentions', 'mentionsAll'],
  ...['association', 'ad', 'messageIds', 'state', 'receiptType', 'online', 'lastSeen', 'syncType', 'progress'],
  ...['chunkOrder', 'conversations', 'participants', 'actor', 'createdAt'],
]);

type Overrides = Partial<EventOf<'Message'>> & Partial<BaseEvent>;

/** Returns the options of a payload whose event has these fields. Fields that no payload can express are left out. */
export function optionsOfEvent(fields: object): object {
  const overrides: Overrides = fields;
  const { content, media, quoted } = overrides;
  const kind: ContentKind | undefined = content?.kind ?? media?.kind;
  return {
    ...Object.fromEntries(Object.entries(fields).filter(([name, value]) => SAME_NAME.has(name) && value !== undefined)),
    ...(kind && { kind }),
    ...(content && optionsOfContent(content)),
    ...(media && { mediaUrl: media.url ?? null }),
    ...(quoted && { quoted: optionsOfQuoted(quoted) }),
    ...(overrides.complete === false && { partial: true }),
    ...(hasPhones(fields) && { shape: 'objects' }),
    ...(overrides.isGroup && { group: true }),
    ...(overrides.isStatus && { status: true }),
    ...(overrides.isForwarded && { forwarded: true }),
    ...(overrides.isViewOnce && { viewOnce: true }),
    ...(overrides.isEphemeral && { ephemeral: true }),
    ...(overrides.claimedInstanceId && { instanceId: overrides.claimedInstanceId, envelope: 'B' }),
    ...(overrides.id && { eventId: overrides.id, envelope: 'C' }),
    ...(overrides.createdAt && { envelope: 'C' }),
  };
}

function optionsOfContent(content: MessageContent): MessageSampleOptions {
  return {
    ...('targetId' in content && { targetId: content.targetId }),
    ...('text' in content && content.text !== undefined && { text: content.text }),
    ...((content.kind === 'buttonReply' || content.kind === 'listReply') && content.id && { buttonId: content.id }),
    ...(content.kind === 'pin' && { pinned: content.pinned }),
    ...(content.kind === 'album' && { album: { images: content.images, videos: content.videos } }),
  };
}

function optionsOfQuoted(quoted: NonNullable<Overrides['quoted']>): object {
  const { messageId, sender, chat, content } = quoted;
  return {
    messageId,
    ...(sender && { sender }),
    ...(chat && { chat }),
    ...(content?.kind === 'text' && { text: content.text }),
  };
}

/** Whether these are the fields of a group event whose participants have phones. Only some shapes have them. */
function hasPhones(fields: object): boolean {
  const { participants } = fields as Partial<EventOf<'GroupParticipantsAdd'>>;
  return participants?.some(({ phone }) => phone !== undefined) ?? false;
}
