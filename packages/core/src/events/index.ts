export type { AlbumContent } from './content/album.ts';
export type { ButtonReplyContent } from './content/button-reply.ts';
export type { ContentButton } from './content/buttons.ts';
export type { ContactsContent } from './content/contacts.ts';
export type { MediaNode } from './content/download-info.ts';
export type { GroupInviteContent } from './content/group-invite.ts';
export type { InteractiveCard, InteractiveContent, ListRow } from './content/interactive.ts';
export type { ListReplyContent } from './content/list-reply.ts';
export type { LocationContent } from './content/location.ts';
export type { Media, MediaContent, MediaKind } from './content/media.ts';
export type { ContentKind, EditContent, MessageContent, UnsupportedContent } from './content/message-content.ts';
export type { OrderContent } from './content/order.ts';
export type { PinContent } from './content/pin.ts';
export type { PollContent } from './content/poll.ts';
export type { PollVoteContent } from './content/poll-vote.ts';
export type { ProductContent } from './content/product.ts';
export type { ProtocolContent, RevokeContent } from './content/protocol.ts';
export type { Quoted } from './content/quoted.ts';
export type { ReactionContent } from './content/reaction.ts';
export type { TemplateContent } from './content/template.ts';
export type { TextContent } from './content/text.ts';
export type { MessageAssociation } from './content/unwrap.ts';
export { type Decoded, decodeBody } from './envelope/decode-body.ts';
export { type Jid, type ParsedJid, parseJid, phoneOf } from './jid.ts';
export { nearestEventType } from './nearest-event-type.ts';
export { parseEvent } from './parse-event.ts';
export {
  EVENT_TYPES,
  type EventByType,
  type EventOf,
  type EventType,
  isEventType,
  type VZapsEvent,
} from './registry.ts';
export { schemas } from './schemas.ts';
export type { BaseEvent, EventIssue } from './types/base-event.ts';
export type { ChatPresenceEvent } from './types/chat-presence.ts';
export type { ConnectedEvent, DisconnectedEvent } from './types/connection.ts';
export type {
  GroupActor,
  GroupParticipantsAddEvent,
  GroupParticipantsRemoveEvent,
} from './types/group-participants.ts';
export type { HistoryConversation, HistorySyncEvent } from './types/history-sync.ts';
export type { VZapsMessageEvent } from './types/message.ts';
export type { MessageAd } from './types/message-ad.ts';
export type { GroupParticipant } from './types/participant.ts';
export type { PresenceEvent } from './types/presence.ts';
export type { ReadReceiptEvent, ReceiptState } from './types/read-receipt.ts';
export { isNewerReceipt, receiptRank } from './types/receipt-rank.ts';
export type { UnknownEvent } from './types/unknown.ts';
