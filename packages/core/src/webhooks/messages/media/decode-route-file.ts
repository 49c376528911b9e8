import { VZapsError } from '../../../errors.ts';
import { decodeBase64 } from '../../../shared/base64.ts';
import type { DownloadedMedia } from './downloaded-media.ts';

// The longest media type with parameters, in characters. The search for the comma of a data URL ends here.
const MAX_PREFIX_LENGTH = 1_000;

/**
 * Decodes a file of the download route: `data:<type>;base64,…` (documented), or base64 alone (seen).
 *
 * @returns `undefined` if the file has more than `maxBytes`. It is not decoded then.
 * @throws VZapsError `UNEXPECTED_RESPONSE` if the text is not base64.
 */
export function decodeRouteFile(
  text: string,
  mimetype: string | undefined,
  maxBytes: number,
): DownloadedMedia | undefined {
  const [prefix = '', declaredType] = /^data:([^,]*?);base64,/.exec(text.slice(0, MAX_PREFIX_LENGTH)) ?? [];
  const base64 = prefix ? text.slice(prefix.length) : text;
  // Four characters encode at most three bytes. White space and padding make the estimate too high by a few percent.
  if (base64.length * 0.75 > maxBytes * 1.05 + 4) return undefined;
  const bytes = decodeBase64(base64);
  if (!bytes) {
    throw new VZapsError(
      'UNEXPECTED_RESPONSE',
      'ctx.download(): the download route answered with a file that is not base64. Try again later.',
    );
  }
  if (bytes.length > maxBytes) return undefined;
  return { bytes, mimetype: mimetype ?? declaredType ?? 'application/octet-stream' };
}
