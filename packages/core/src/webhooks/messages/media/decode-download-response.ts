import { VZapsError } from '../../../errors.ts';
import { createBase64Decoder } from '../../../shared/base64-decoder.ts';
import { forEachPiece } from './without-blocking.ts';

// The longest media type with parameters, in characters. The search for the comma of a data URL ends here.
const MAX_PREFIX_LENGTH = 1_000;

/** The answer of the download route: `data:<type>;base64,…` (documented), or base64 alone (seen). */
export interface DownloadResponse {
  mimetype?: string | undefined;
  data: string;
  /** The bytes, from a client that decoded them while they arrived. */
  chunks?: readonly Uint8Array[] | undefined;
}

export interface DecodedFile {
  chunks: readonly Uint8Array[];
  mimetype: string;
}

/**
 * Decodes a file of the download route.
 *
 * @returns `undefined` if the file has more than `maxBytes`. It is not decoded then.
 * @throws VZapsError `UNEXPECTED_RESPONSE` if the text is not base64.
 */
export async function decodeDownloadResponse(
  { data, mimetype, chunks }: DownloadResponse,
  expectedType: string | undefined,
  maxBytes: number,
): Promise<DecodedFile | undefined> {
  const [prefix = '', declaredType] = /^data:([^,]*?);base64,/.exec(data.slice(0, MAX_PREFIX_LENGTH)) ?? [];
  const type = mimetype ?? expectedType ?? (declaredType || 'application/octet-stream');
  if (chunks) return { chunks, mimetype: type };
  // Four characters encode at most three bytes. White space and padding make the estimate too high by a few percent.
  if ((data.length - prefix.length) * 0.75 > maxBytes * 1.05 + 4) return undefined;
  const decoder = createBase64Decoder();
  await forEachPiece(data.slice(prefix.length), decoder.add);
  const decoded = decoder.end();
  if (decoded) return { chunks: decoded, mimetype: type };
  throw new VZapsError(
    'UNEXPECTED_RESPONSE',
    'ctx.download(): the download route answered with a file that is not base64. Try again later.',
  );
}
