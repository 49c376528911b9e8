import { sniff } from './sniff-media-type.ts';

/** The bytes as a data URL: of the type that is declared, or that the first bytes show, or `fallback`. */
export function dataUrl(bytes: Uint8Array, declared: string, fallback: string): string {
  return `data:${declared || sniff(bytes) || fallback};base64,${base64(bytes)}`;
}

// A multiple of three, so that the pieces join; small enough to be spread into arguments.
const PIECE = 3 * 8192;

function base64(bytes: Uint8Array): string {
  let encoded = '';
  for (let at = 0; at < bytes.length; at += PIECE) {
    encoded += btoa(String.fromCharCode(...bytes.subarray(at, at + PIECE)));
  }
  return encoded;
}
