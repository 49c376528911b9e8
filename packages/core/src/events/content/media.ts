import { flag, number, type OutputOf, requiredObject, text } from '../wire/fields.ts';
import { parseNumber } from '../wire/parse-number.ts';
import { contextField } from './context-info.ts';
import { type ContentNodes, defineNode, type NodeDefinition } from './define-node.ts';
import { downloadFields, type MediaNode, readDownloadInfo } from './download-info.ts';

/** The kinds of files. */
export type MediaKind = 'image' | 'video' | 'audio' | 'document' | 'sticker';

/** A file of a message. */
export interface Media {
  /** The kind of the file. A voice message is `audio`. */
  kind: MediaKind;
  /** The media type, as the sender's WhatsApp wrote it, sometimes with parameters: `audio/ogg; codecs=opus`. */
  mimetype: string;
  /** The URL of the file, if VZaps stored it. If it is absent, `ctx.download()` fetches the file from WhatsApp. */
  url?: string;
  /** The text below the file. */
  caption?: string;
  /** The name of a document. */
  fileName?: string;
  /** The size in bytes. */
  size?: number;
  /** The duration in seconds. */
  seconds?: number;
  /** `true` for a voice message, `false` for another audio file. */
  voice?: boolean;
  /** The width in pixels. */
  width?: number;
  /** The height in pixels. */
  height?: number;
  /** The number of pages of a document. */
  pages?: number;
  /** Whether it is a video that loops without sound, or an animated sticker. */
  animated?: boolean;
  /** The fields that the download endpoints need. */
  downloadInfo: MediaNode;
}

/** An image, a video, an audio file, a document or a sticker. */
export type MediaContent = { [Kind in MediaKind]: MediaContentOf<Kind> }[MediaKind];

type MediaContentOf<Kind extends MediaKind> = { kind: Kind; media: Media & { kind: Kind } };

const fields = {
  ...downloadFields,
  caption: text('[seen] The caption.'),
  file_name: text('[seen] The name of a document.'),
  title: text('[lineage] The title of a document. It is used if there is no name.'),
  page_count: number('[lineage] The number of pages of a document.'),
  seconds: number('[seen] The duration in seconds.'),
  ptt: flag('[seen] Whether it is a voice message.'),
  gif_playback: flag('[lineage] Whether a video plays as a GIF.'),
  width: number('[lineage] The width in pixels.'),
  height: number('[lineage] The height in pixels.'),
  is_animated: flag('[lineage] Whether a sticker is animated.'),
  view_once: flag('[lineage] Whether the file can be opened only once.'),
  ...contextField,
};

/** The shape of a media node. */
export const mediaShape = (about: string) => requiredObject(about, fields);

type WireMedia = OutputOf<ReturnType<typeof mediaShape>>;

function mediaNode<Kind extends MediaKind>(kind: Kind, about: string): NodeDefinition<MediaContentOf<Kind>> {
  return defineNode(mediaShape(about), (node, mediaUrl) => ({ kind, media: createMedia(kind, node, mediaUrl) }));
}

export const image: ContentNodes<MediaContentOf<'image'>> = { image_message: mediaNode('image', '[seen] An image.') };

export const video: ContentNodes<MediaContentOf<'video'>> = {
  video_message: mediaNode('video', '[seen] A video.'),
  ptv_message: mediaNode('video', '[lineage] A round video note.'),
};

export const audio: ContentNodes<MediaContentOf<'audio'>> = {
  audio_message: mediaNode('audio', '[seen] A voice message or an audio file.'),
};

export const document: ContentNodes<MediaContentOf<'document'>> = {
  document_message: mediaNode('document', '[seen] A document.'),
};

export const sticker: ContentNodes<MediaContentOf<'sticker'>> = {
  sticker_message: mediaNode('sticker', '[seen] A sticker.'),
};

function createMedia<Kind extends MediaKind>(
  kind: Kind,
  node: WireMedia,
  mediaUrl: string | undefined,
): Media & { kind: Kind } {
  const media: Media & { kind: Kind } = {
    kind,
    mimetype: node.mimetype || 'application/octet-stream',
    downloadInfo: readDownloadInfo(node),
  };
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
  return media;
}

type NumberField = 'size' | 'seconds' | 'width' | 'height' | 'pages';

function assignNumber(media: Media, field: NumberField, value: string | number | null | undefined): void {
  const number = parseNumber(value);
  if (number !== undefined) media[field] = number;
}
