import { type Media, parseEvent } from '@vzaps/core/events';
import { content, error, notFound } from '../http/respond.ts';
import type { Entry } from '../records/create-entry.ts';
import { describeError } from '../records/describe-errors.ts';
import type { EventDetail } from './contract.ts';
import type { Route } from './route.ts';

/** Types that a browser shows without running anything of the file. SVG is not among them. */
const SHOWN_TYPES = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'audio/ogg',
  'audio/mpeg',
  'audio/mp4',
  'audio/aac',
  'audio/amr',
  'audio/wav',
  'video/mp4',
  'video/webm',
  'video/3gpp',
]);

export function describeMedia({ event }: Entry, hasClient: boolean): EventDetail['media'] {
  if (event === undefined || !event.includes('"media":')) return undefined;
  const { media } = JSON.parse(event) as { media?: Media };
  if (!media) return undefined;
  const { kind, mimetype, fileName, size } = media;
  return {
    kind,
    ...(mimetype && { mimeType: mimetype }),
    ...(fileName && { fileName }),
    ...(size !== undefined && { bytes: size }),
    hasPreview: hasClient && SHOWN_TYPES.has(withoutParameters(mimetype)),
  };
}

const getMedia: Route['handle'] = async ({ params, services }) => {
  const entry = services.records.get(params[0] ?? '');
  const { download } = services;
  if (!entry?.raw || !download || !describeMedia(entry, true)) return notFound();
  try {
    const file = await download(parseEvent(JSON.parse(entry.raw)), entry.record.instanceId);
    if (!file) return notFound();
    const type = withoutParameters(file.mimetype);
    const bytes = file.bytes as Uint8Array<ArrayBuffer>;
    if (SHOWN_TYPES.has(type)) return content(bytes, type);
    return content(bytes, 'application/octet-stream', 200, { 'content-disposition': 'attachment' });
  } catch (reason) {
    const { code = 'FAILED', message } = describeError(reason);
    return error(code === 'MEDIA_TOO_LARGE' ? 413 : 502, code, message);
  }
};

function withoutParameters(mimetype: string): string {
  return (mimetype.split(';', 1)[0] ?? '').trim().toLowerCase();
}

export const mediaRoutes: readonly Route[] = [{ method: 'GET', path: 'events/:/media', handle: getMedia }];
