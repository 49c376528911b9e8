import { encodeBase64 } from '../../../shared/base64.ts';
import { sniffMediaType } from './sniff-media-type.ts';

/** A data URL of the bytes. Its media type is `declared`, else what the first bytes show, else `fallback`. */
export function toDataUrl(bytes: Uint8Array, declared: string, fallback: string): string {
  return `data:${declared || sniffMediaType(bytes) || fallback};base64,${encodeBase64(bytes)}`;
}
