import type { ContentKind, MediaKind } from '@vzaps/core/events';
import { contentNodeOf } from '../content/content-node.ts';
import { mediaUrlOf } from '../content/media-node.ts';
import { freshMessageId } from '../identities/ids.ts';
import { PERSON } from '../identities/people.ts';
import { sourceOf } from '../identities/source.ts';
import { rfc3339 } from '../identities/time.ts';
import type { MessageSampleOptions } from '../options.ts';

const MEDIA = new Map<ContentKind, MediaKind>([
  ['image', 'image'],
  ['video', 'video'],
  ['audio', 'audio'],
  ['document', 'document'],
  ['sticker', 'sticker'],
]);

/** What whatsmeow says of a message that it does not read out: the kind of its stanza. */
const STANZA = new Map<ContentKind, string>([
  ['reaction', 'reaction'],
  ['poll', 'poll'],
  ['pollVote', 'poll'],
]);

export function messagePayload(facts: MessageSampleOptions) {
  const { kind = 'text', fromMe = false, viewOnce = false, ephemeral = false } = facts;
  const media = MEDIA.get(kind);
  const content = contentNodeOf(facts);
  const wrapped = wrap(content, facts);
  const mediaUrl = facts.mediaUrl === undefined && media && !fromMe ? mediaUrlOf(media) : facts.mediaUrl;
  return {
    type: 'Message',
    event: {
      info: {
        id: facts.messageId ?? freshMessageId(),
        ...sourceOf(facts),
        push_name: facts.pushName ?? (fromMe ? 'Our shop' : PERSON.name),
        timestamp: rfc3339(facts.timestamp ?? new Date()),
        type: media ? 'media' : (STANZA.get(kind) ?? 'text'),
        media_type: media === 'audio' ? 'ptt' : (media ?? ''),
        category: '',
        multicast: false,
        edit: kind === 'edit' ? '1' : kind === 'revoke' ? '7' : '',
        server_id: 0,
        verified_name: null,
        device_sent_meta: null,
      },
      message: facts.wrapped ? wrapped : content,
      raw_message: wrapped,
      is_ephemeral: ephemeral,
      is_view_once: viewOnce,
      is_view_once_v2: viewOnce,
      is_document_with_caption: false,
      is_edit: kind === 'edit',
    },
    ...(mediaUrl && { media_url: mediaUrl }),
  };
}

function wrap(content: object, { viewOnce, ephemeral }: MessageSampleOptions): object {
  const once = viewOnce ? { view_once_message_v2: { message: content } } : content;
  return ephemeral ? { ephemeral_message: { message: once } } : once;
}
