import type { MediaKind } from '@vzaps/core/events';
import type { Node } from './node.ts';

interface MediaSample {
  mimetype: string;
  extension: string;
  fields: Node;
}

const SAMPLES: Record<MediaKind, MediaSample> = {
  image: {
    mimetype: 'image/jpeg',
    extension: 'jpg',
    fields: { width: 1200, height: 900, JPEGThumbnail: '/9j/4AAQSkZJRg==' },
  },
  video: {
    mimetype: 'video/mp4',
    extension: 'mp4',
    fields: { seconds: 14, width: 720, height: 1280, gifPlayback: false },
  },
  audio: {
    mimetype: 'audio/ogg; codecs=opus',
    extension: 'oga',
    fields: { seconds: 7, PTT: true, waveform: 'AAUKDxQZ' },
  },
  document: {
    mimetype: 'application/pdf',
    extension: 'pdf',
    fields: { fileName: 'invoice-0042.pdf', title: 'invoice-0042.pdf', pageCount: 2 },
  },
  sticker: { mimetype: 'image/webp', extension: 'webp', fields: { width: 512, height: 512, isAnimated: false } },
};

/** A media node with every field that a download needs. Its keys and hashes have the right form but decrypt nothing. */
export function mediaNode(kind: MediaKind): Node {
  const { mimetype, extension, fields } = SAMPLES[kind];
  return {
    URL: `https://mmg.whatsapp.net/v/t62.7118-24/sample.${extension}.enc?ccb=11-4&oh=01_Q5Aa&oe=66F0A1B2&mms3=true`,
    directPath: `/v/t62.7118-24/sample.${extension}.enc?ccb=11-4&oh=01_Q5Aa&oe=66F0A1B2`,
    mediaKey: 'q0vAKLGCd1PfSdKuOhcYJ2eTC2vVx4mVEMYJHhrhbUU=',
    mimetype,
    fileEncSHA256: 'Hn2LkYXHKzUqD1VYqPRcLpPBgWFPyuPBEUNqgkXZZ6o=',
    fileSHA256: 'u0fPbg5DeVp0SHQxlqV7DYQ4lkRZJb3ka1VkeAG0Zck=',
    fileLength: 48_213,
    ...fields,
  };
}

/** The URL of the stored file of a media kind. `undefined` for a kind without a file. */
export function mediaUrlOf(kind: string): string | undefined {
  if (!Object.hasOwn(SAMPLES, kind)) return undefined;
  return `https://media.vzaps.example/files/sample.${SAMPLES[kind as MediaKind].extension}`;
}
