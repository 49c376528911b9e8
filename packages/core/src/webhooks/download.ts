import { VZapsError } from '../errors.ts';
import type { Media, MediaNode } from '../events/index.ts';

export interface Downloaded {
  bytes: Uint8Array;
  mimetype: string;
}

type Request = { instanceId?: string | undefined } & MediaNode;
type Answer = PromiseLike<{ data: { mimetype?: string | undefined; data: string } }>;

/** What downloading needs of a client, where VZaps has no ready file. */
export interface DownloadsPort {
  downloadImage?(request: Request): Answer;
  downloadVideo?(request: Request): Answer;
  downloadAudio?(request: Request): Answer;
  downloadDocument?(request: Request): Answer;
}

// There is no route for stickers; they are images to WhatsApp (lineage).
const ROUTES = {
  image: 'downloadImage',
  sticker: 'downloadImage',
  video: 'downloadVideo',
  audio: 'downloadAudio',
  document: 'downloadDocument',
} as const;

/** The file itself: from the ready URL where VZaps stored it, through the download route otherwise. */
export async function downloadMedia(
  messages: DownloadsPort,
  instanceId: string | undefined,
  media: Media | undefined,
  signal: AbortSignal,
): Promise<Downloaded> {
  if (!media) throw new VZapsError('MEDIA_MISSING', 'ctx.download() needs a message with media: this one has none.');
  const ready = media.url && (await fetchReady(media.url, signal));
  if (ready) return { mimetype: media.mimetype ?? ready.mimetype, bytes: ready.bytes };
  const call = messages[ROUTES[media.kind]];
  if (!call) throw new VZapsError('MEDIA_MISSING', 'The media has no ready file, and the client has no download call.');
  const { data } = await call.call(messages, { ...(instanceId && { instanceId }), ...media.node });
  return decodeDataUrl(data.data, data.mimetype ?? media.mimetype);
}

/** A ready file may be gone by now: then the download route is asked. */
async function fetchReady(url: string, signal: AbortSignal): Promise<Downloaded | undefined> {
  try {
    const response = await fetch(url, { signal });
    if (!response.ok) return undefined;
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { bytes, mimetype: response.headers.get('content-type') ?? 'application/octet-stream' };
  } catch (error) {
    if (signal.aborted) throw error;
    return undefined;
  }
}

/** `data:<mime>;base64,…` (documented), or bare base64 (seen). */
function decodeDataUrl(text: string, mimetype: string | undefined): Downloaded {
  const [, declared, base64 = text] = /^data:([^,]*?);base64,(.*)$/s.exec(text) ?? [];
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return { bytes, mimetype: mimetype ?? declared ?? 'application/octet-stream' };
}
