import * as z from 'zod';
import { flag, number, text } from '../wire/fields.ts';
import { numberOf } from '../wire/number.ts';
import type { MessageContent } from './content.ts';
import { contextField } from './context-info.ts';
import { defineNode, type NodeDefinition } from './define-node.ts';
import { downloadFields, type MediaNode, nodeOf } from './media-node.ts';

export type MediaKind = 'image' | 'video' | 'audio' | 'document' | 'sticker';

/** A file of a message. */
export interface Media {
  /** What kind of file. */
  kind: MediaKind;
  /** As the sender's WhatsApp wrote it, perhaps with parameters: `audio/ogg; codecs=opus`. */
  mimetype: string;
  /** The ready file, where VZaps has stored it; else let `ctx.download` fetch it. */
  url?: string;
  /** What the sender wrote to it. */
  caption?: string;
  /** The name of a document. */
  fileName?: string;
  /** In bytes. */
  size?: number;
  /** How long it plays. */
  seconds?: number;
  /** A voice message, as opposed to an audio file. */
  voice?: boolean;
  /** In pixels. */
  width?: number;
  /** In pixels. */
  height?: number;
  /** Pages of a document. */
  pages?: number;
  /** A video that loops without sound, or a sticker that moves. */
  animated?: boolean;
  /** What downloading it from WhatsApp needs, in the names of the download endpoints. */
  downloadInfo: MediaNode;
}

/** An image, a video, an audio, a document or a sticker. */
export type MediaContent = { [Kind in MediaKind]: { kind: Kind; media: Media & { kind: Kind } } }[MediaKind];

const fields = z.looseObject({
  ...downloadFields,
  caption: text('[seen] The caption.'),
  file_name: text('[seen] The name of a document.'),
  title: text('[lineage] The title of a document: its name where there is no other.'),
  page_count: number('[lineage] Pages of a document.'),
  seconds: number('[seen] How long it plays.'),
  ptt: flag('[seen] Whether it is a voice message.'),
  gif_playback: flag('[lineage] Whether a video plays as a GIF.'),
  width: number('[lineage] In pixels.'),
  height: number('[lineage] In pixels.'),
  is_animated: flag('[lineage] Whether a sticker moves.'),
  view_once: flag('[lineage] Whether it may be opened once.'),
  ...contextField,
});

export function mediaNode(kind: MediaKind, about: string): NodeDefinition {
  return defineNode(fields.describe(about), (node, mediaUrl) => {
    const media: Media = { kind, mimetype: node.mimetype || 'application/octet-stream', downloadInfo: nodeOf(node) };
    if (mediaUrl) media.url = mediaUrl;
    if (node.caption) media.caption = node.caption;
    const fileName = node.file_name || (kind === 'document' && node.title);
    if (fileName) media.fileName = fileName;
    assignNumber(media, 'size', node.file_length);
    assignNumber(media, 'seconds', node.seconds);
    assignNumber(media, 'width', node.width);
    assignNumber(media, 'height', node.height);
    assignNumber(media, 'pages', node.page_count);
    if (kind === 'audio') media.voice = node.ptt === true;
    if (node.gif_playback || node.is_animated) media.animated = true;
    return { kind, media } as MediaContent;
  });
}

type NumberField = 'size' | 'seconds' | 'width' | 'height' | 'pages';

function assignNumber(media: Media, field: NumberField, value: string | number | null | undefined): void {
  const number = numberOf(value);
  if (number !== undefined) media[field] = number;
}

/** The file of a content, also of an edited one. */
export function mediaOf(content: MessageContent): Media | undefined {
  if (content.kind === 'edit') return mediaOf(content.content);
  return 'media' in content ? content.media : undefined;
}
