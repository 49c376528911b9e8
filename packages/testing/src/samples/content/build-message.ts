import type { ContentKind } from '@vzaps/core/events';
import { invalidOption } from '@vzaps/core/webhooks';
import type { MessageSampleOptions } from '../options/message-options.ts';
import * as basic from './basic.ts';
import * as business from './business.ts';
import * as changes from './changes.ts';
import { contextInfo } from './context-info.ts';
import { messageKey } from './message-key.ts';
import type { BuildContent, Node } from './node.ts';
import * as replies from './replies.ts';

const BUILDERS: Record<ContentKind, BuildContent> = {
  text: basic.text,
  image: basic.image,
  video: basic.video,
  audio: basic.audio,
  document: basic.document,
  sticker: basic.sticker,
  location: basic.location,
  contacts: basic.contacts,
  reaction: changes.reaction,
  poll: basic.poll,
  pollVote: changes.pollVote,
  buttonReply: replies.buttonReply,
  listReply: replies.listReply,
  edit: changes.edit,
  revoke: changes.revoke,
  groupInvite: basic.groupInvite,
  template: business.template,
  interactive: business.interactive,
  order: business.order,
  product: business.product,
  album: business.album,
  pin: changes.pin,
  protocol: basic.protocol,
  unsupported: basic.unsupported,
};

/** The kinds of content that samples can have. */
export const SAMPLE_KINDS = Object.keys(BUILDERS) as readonly ContentKind[];

/** Nodes that have no `contextInfo` in the protobuf. */
const WITHOUT_CONTEXT = new Set([
  'encReactionMessage',
  'pinInChatMessage',
  'pollUpdateMessage',
  'protocolMessage',
  'reactionMessage',
  'secretEncryptedMessage',
]);

/** Messages without content of their own, which can come before the content under the same id. */
const WITHOUT_CONTENT: Record<NonNullable<MessageSampleOptions['withoutContent']>, Node | null> = {
  senderKey: {
    senderKeyDistributionMessage: {
      groupID: '120363025246125486@g.us',
      axolotlSenderKeyDistributionMessage: 'MwgB',
    },
  },
  placeholder: { placeholderMessage: { type: 0 } },
  empty: {},
  null: null,
};

/** Builds the message after unwrapping, in the names of Go. */
export function buildMessage(options: MessageSampleOptions): Node | null {
  if (options.withoutContent) return WITHOUT_CONTENT[options.withoutContent];
  const content = withContext(BUILDERS[options.kind ?? 'text'](options), options);
  return { ...wrapIn(options.wrappers ?? [], content), ...messageContextInfo(options) };
}

/** Puts a message into wrappers, the first of which is the outermost. */
export function wrapIn(wrappers: readonly string[], message: Node): Node {
  return wrappers.reduceRight<Node>((inner, name) => ({ [name]: { message: inner } }), message);
}

function withContext(message: Node, options: MessageSampleOptions): Node {
  const context = contextInfo(options);
  if (context === undefined) return message;
  const [[name = '', node] = []] = Object.entries(message);
  if (name === 'conversation') return { extendedTextMessage: { text: node, contextInfo: context } };
  if (name === 'pollCreationMessageV4') {
    return { [name]: { message: withContext((node as { message: Node }).message, options) } };
  }
  if (WITHOUT_CONTEXT.has(name) || name === 'editedMessage') {
    const given = (['quoted', 'mentions', 'mentionsAll', 'forwarded', 'ad'] as const).find((each) => options[each]);
    const expected = `absent: a message of the kind '${options.kind}' has no context`;
    throw invalidOption('samplePayload', given ?? 'quoted', given && options[given], expected);
  }
  return { [name]: { ...(node as Node), contextInfo: context } };
}

function messageContextInfo({ association, ...options }: MessageSampleOptions): Node {
  if (!association) return {};
  const parentMessageKey = messageKey(options, association.parentId);
  return {
    messageContextInfo: { messageAssociation: { associationType: association.type, parentMessageKey } },
  };
}
