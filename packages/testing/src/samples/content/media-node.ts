import type { MediaKind } from '@vzaps/core/events';

interface MediaSample {
  mimetype: string;
  extension: string;
  more: Record<string, unknown>;
}

const SAMPLES: Record<MediaKind, MediaSample> = {
  image: {
    mimetype: 'image/jpeg',
    extension: 'jpg',
    more: { width: 1200, height: 900, jpeg_thumbnail: '/9j/4AAQSkZJRg==' },
  },
  video: {
    mimetype: 'video/mp4',
    extension: 'mp4',
    more: { seconds: 14, width: 720, height: 1280, gif_playback: false },
  },
  audio: {
    mimetype: 'audio/ogg; codecs=opus',
    extension: 'oga',
    more: { seconds: 7, ptt: true, waveform: 'AAUKDxQZ' },
  },
  document: {
    mimetype: 'application/pdf',
    extension: 'pdf',
    more: { file_name: 'invoice-0042.pdf', title: 'invoice-0042.pdf', page_count: 2 },
  },
  sticker: { mimetype: 'image/webp', extension: 'webp', more: { width: 512, height: 512, is_animated: false } },
};

/** A media node with everything that a download needs; keys and hashes have the right form and decrypt nothing. */
export function mediaNodeOf(kind: MediaKind): Record<string, unknown> {
  const { mimetype, extension, more } = SAMPLES[kind];
  return {
    url: `https://mmg.whatsapp.net/v/t62.7118-24/sample.${extension}.enc?ccb=11-4&oh=01_Q5Aa&oe=66F0A1B2&mms3=true`,
    direct_path: `/v/t62.7118-24/sample.${extension}.enc?ccb=11-4&oh=01_Q5Aa&oe=66F0A1B2`,
    media_key: 'q0vAKLGCd1PfSdKuOhcYJ2eTC2vVx4mVEMYJHhrhbUU=',
    mimetype,
    file_enc_sha256: 'Hn2LkYXHKzUqD1VYqPRcLpPBgWFPyuPBEUNqgkXZZ6o=',
    file_sha256: 'u0fPbg5DeVp0SHQxlqV7DYQ4lkRZJb3ka1VkeAG0Zck=',
    file_length: 48_213,
    ...more,
  };
}

export function mediaUrlOf(kind: MediaKind): string {
  return `https://media.vzaps.example/files/sample.${SAMPLES[kind].extension}`;
}
