/** The announcement of an album. The items follow as messages whose `association.parentId` is this message's id. */
export interface AlbumContent {
  kind: 'album';
  /** The number of images that follow. */
  images: number;
  /** The number of videos that follow. */
  videos: number;
}
