import type { ContentKind } from '@vzaps/core/events';
import { buildMessage, wrapIn } from '../content/build-message.ts';
import { editProtocolMessage } from '../content/changes.ts';
import { mediaUrlOf } from '../content/media-node.ts';
import { messageKey } from '../content/message-key.ts';
import type { Node } from '../content/node.ts';
import { newMessageId } from '../identities/ids.ts';
import { CHANNEL, PERSON } from '../identities/people.ts';
import { sourceOf } from '../identities/source.ts';
import { rfc3339 } from '../identities/time.ts';
import type { MessageSampleOptions } from '../options/message-options.ts';
import type { Payload } from '../wire/envelope.ts';

/** The `type` of WhatsApp's stanza, for kinds that are neither text nor media. */
const STANZA_TYPES = new Map<ContentKind, string>([
  ['reaction', 'reaction'],
  ['poll', 'poll'],
  ['pollVote', 'poll'],
]);

export function messagePayload(given: MessageSampleOptions): Payload {
  const options = withDefaults(given);
  const { kind = 'text', variant, fromMe = false, viewOnce = false, ephemeral = false } = options;
  const message = buildMessage(options);
  const raw = message && rawMessage(message, options);
  const mediaUrl = options.mediaUrl === undefined && !fromMe ? mediaUrlOf(kind) : options.mediaUrl;
  return {
    type: 'Message',
    event: {
      Info: infoOf(options),
      Message: options.wrapped ? raw : message,
      RawMessage: raw,
      IsEphemeral: ephemeral,
      IsViewOnce: viewOnce,
      IsViewOnceV2: viewOnce,
      IsDocumentWithCaption: false,
      // whatsmeow sets it only where it has removed the wrapper of an edit.
      IsEdit: kind === 'edit' && (variant === undefined || variant === 'wrapped'),
      ...(variant === 'resent' && { UnavailableRequestID: newMessageId() }),
      ...(variant === 'channel' && { NewsletterMeta: newsletterMeta(options) }),
    },
    ...(mediaUrl && { media_url: mediaUrl }),
  };
}

/** A re-sent edit and an edit of a channel's post have the id of the original. */
function withDefaults(options: MessageSampleOptions): MessageSampleOptions {
  const { variant, chat, messageId = newMessageId() } = options;
  if (variant === 'resent')
    return { ...options, messageId: options.targetId ?? messageId, targetId: options.targetId ?? messageId };
  if (variant !== 'channel') return { ...options, messageId };
  return { ...options, messageId: options.targetId ?? messageId, chat: chat ?? CHANNEL };
}

function infoOf(options: MessageSampleOptions): Node {
  const { kind = 'text', fromMe = false } = options;
  const isMedia = mediaUrlOf(kind) !== undefined;
  return {
    ID: options.messageId,
    ...sourceOf(options),
    PushName: options.pushName ?? (fromMe ? 'Our shop' : PERSON.name),
    Timestamp: rfc3339(options.timestamp ?? new Date()),
    Type: isMedia ? 'media' : (STANZA_TYPES.get(kind) ?? 'text'),
    MediaType: kind === 'audio' ? 'ptt' : isMedia ? kind : '',
    Category: '',
    Multicast: false,
    Edit: editAttribute(options),
    ServerID: 0,
    VerifiedName: null,
    DeviceSentMeta: null,
  };
}

/** WhatsApp's attribute `edit`: 1 edit, 2 pin, 3 edit in a channel, 7 revoke by the sender. */
function editAttribute({ kind, variant }: MessageSampleOptions): string {
  if (kind === 'pin') return '2';
  if (kind === 'revoke') return '7';
  if (kind !== 'edit' || variant === 'resent') return '';
  return variant === 'channel' ? '3' : '1';
}

/** The message before whatsmeow removed its wrappers. */
function rawMessage(message: Node, options: MessageSampleOptions): Node {
  const { kind, variant, viewOnce, ephemeral, groupStatus } = options;
  if (variant === 'resent') {
    return { protocolMessage: editProtocolMessage(messageKey(options), message) };
  }
  const wrappers = [
    ...(groupStatus ? ['groupStatusMessageV2'] : []),
    ...(ephemeral ? ['ephemeralMessage'] : []),
    ...(viewOnce ? ['viewOnceMessageV2'] : []),
    ...(kind === 'edit' && variant === undefined ? ['editedMessage'] : []),
  ];
  return wrapIn(wrappers, message);
}

function newsletterMeta({ timestamp = new Date() }: MessageSampleOptions): Node {
  return { EditTS: rfc3339(timestamp), OriginalTS: rfc3339(new Date(timestamp.getTime() - 60_000)) };
}
