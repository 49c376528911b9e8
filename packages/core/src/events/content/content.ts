import type { AlbumContent } from './album.ts';
import type { EditContent, ProtocolContent, RevokeContent } from './changes.ts';
import type { OrderContent, ProductContent } from './commerce.ts';
import type { ContactsContent } from './contacts.ts';
import type { GroupInviteContent } from './group-invite.ts';
import type { InteractiveContent } from './interactive.ts';
import type { LocationContent } from './location.ts';
import type { MediaContent } from './media.ts';
import type { PinContent } from './pin.ts';
import type { PollContent, PollVoteContent } from './poll.ts';
import type { ReactionContent } from './reaction.ts';
import type { ButtonReplyContent, ListReplyContent } from './replies.ts';
import type { TemplateContent } from './template.ts';
import type { TextContent } from './text.ts';
import type { UnsupportedContent } from './unsupported.ts';

/** What a message says; narrow it by `kind`. */
export type MessageContent =
  | TextContent
  | MediaContent
  | LocationContent
  | ContactsContent
  | ReactionContent
  | PollContent
  | PollVoteContent
  | ButtonReplyContent
  | ListReplyContent
  | EditContent
  | RevokeContent
  | GroupInviteContent
  | TemplateContent
  | InteractiveContent
  | OrderContent
  | ProductContent
  | AlbumContent
  | PinContent
  | ProtocolContent
  | UnsupportedContent;

/** The name of a kind of content. */
export type ContentKind = MessageContent['kind'];
