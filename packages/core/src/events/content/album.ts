import { number, requiredObject } from '../wire/fields.ts';
import { parseNumber } from '../wire/parse-number.ts';
import { contextField } from './context-info.ts';
import { type ContentNodes, defineNode } from './define-node.ts';

/** The announcement of an album. The items follow as messages whose `association.parentId` is this message's id. */
export interface AlbumContent {
  kind: 'album';
  /** The number of images that follow. */
  images: number;
  /** The number of videos that follow. */
  videos: number;
}

const shape = requiredObject('[lineage] The announcement of an album.', {
  expected_image_count: number('[lineage] The number of images.'),
  expected_video_count: number('[lineage] The number of videos.'),
  ...contextField,
});

export const album: ContentNodes<AlbumContent> = {
  album_message: defineNode(shape, (node) => ({
    kind: 'album',
    images: parseNumber(node.expected_image_count) ?? 0,
    videos: parseNumber(node.expected_video_count) ?? 0,
  })),
};
