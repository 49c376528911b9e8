import { lazy, oneof, text } from '../wire/fields.ts';
import { document, image, type Media, mediaShape, video } from './media.ts';

// The header of a business message: a title, or a file above the body. `media` and `header` are oneofs.

const MEDIA_NODES = [
  ['image_message', image.image_message],
  ['video_message', video.video_message],
  ['document_message', document.document_message],
] as const;

const file = { ...mediaShape('[lineage] A file above the body.'), id: 'VZapsHeaderFile' };

/** The files of a header. */
export const mediaVariants = {
  image_message: lazy('[lineage] An image above the body.', file),
  video_message: lazy('[lineage] A video above the body.', file),
  document_message: lazy('[lineage] A document above the body.', file),
};

export const headerFields = {
  title: text('[lineage] The title.'),
  subtitle: text('[lineage] The subtitle.'),
  ...oneof('media', mediaVariants),
};

type Holder = { [Name in (typeof MEDIA_NODES)[number][0]]?: unknown } | null | undefined;

/** Reads the file of a header. `holders` are the objects that may contain the file. */
export function readHeaderMedia(mediaUrl: string | undefined, ...holders: Holder[]): Media | undefined {
  for (const holder of holders) {
    for (const [name, node] of MEDIA_NODES) {
      const file = holder?.[name];
      if (file === null || file === undefined) continue;
      const media = node?.read(file, mediaUrl)?.media;
      if (media !== undefined) return media;
    }
  }
  return undefined;
}
