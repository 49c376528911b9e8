import { album } from './album.ts';
import { buttonReply } from './button-reply.ts';
import { contacts } from './contacts.ts';
import type { ContentNodes } from './define-node.ts';
import { groupInvite } from './group-invite.ts';
import { interactive } from './interactive.ts';
import { listReply } from './list-reply.ts';
import { location } from './location.ts';
import { audio, document, image, sticker, video } from './media.ts';
import { order } from './order.ts';
import { pin } from './pin.ts';
import { poll } from './poll.ts';
import { pollVote } from './poll-vote.ts';
import { product } from './product.ts';
import { protocol } from './protocol.ts';
import { reaction } from './reaction.ts';
import { sealedEdit } from './sealed-edit.ts';
import { template } from './template.ts';
import { text } from './text.ts';

/**
 * The one list of content kinds. The types, the parser, the schemas and the reference page follow from it. To add a kind,
 * add its file here, and its fixture `packages/core/fixtures/Message/<kind>.json`.
 */
export const contentKinds = {
  text,
  image,
  video,
  audio,
  document,
  sticker,
  location,
  contacts,
  reaction,
  poll,
  pollVote,
  buttonReply,
  listReply,
  edit: sealedEdit,
  revoke: protocol,
  protocol,
  groupInvite,
  template,
  interactive,
  order,
  product,
  album,
  pin,
} as const;

type ContentIn<Nodes> = Nodes extends ContentNodes<infer Content> ? Content : never;

/** What the nodes above are read as. */
export type NodeContent = ContentIn<(typeof contentKinds)[keyof typeof contentKinds]>;
