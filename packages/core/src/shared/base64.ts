interface BufferLike {
  from(text: string, encoding: 'base64'): Uint8Array;
  from(bytes: ArrayBufferLike, offset: number, length: number): { toString(encoding: 'base64'): string };
}

const { Buffer } = globalThis as { Buffer?: BufferLike };

// `btoa` needs a string of one character per byte. The piece is small enough to be passed as arguments, and a multiple
// of three, so that the encoded pieces can be joined.
const PIECE_BYTES = 24_576;

export function encodeBase64(bytes: Uint8Array): string {
  if (Buffer) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  let encoded = '';
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    encoded += btoa(String.fromCharCode(...bytes.subarray(at, at + PIECE_BYTES)));
  }
  return encoded;
}

/**
 * Decodes base64. White space is allowed, and padding is optional.
 *
 * `Buffer` is used where it exists: it is 24 to 100 times faster than `Uint8Array.from(atob(text), …)` (measured on
 * Node 20).
 *
 * @returns `undefined` if the text is not base64.
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  const compact = /\s/.test(text) ? text.replace(/\s+/g, '') : text;
  const unpadded = compact.endsWith('=') ? compact.replace(/={1,2}$/, '') : compact;
  if (unpadded.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(unpadded)) return undefined;
  return Buffer ? decodeWithBuffer(Buffer, unpadded) : decodeWithAtob(unpadded);
}

/** A short Buffer is a view of memory that other Buffers share. The caller gets an array of its own. */
function decodeWithBuffer(from: BufferLike, text: string): Uint8Array {
  const { buffer, byteOffset, length } = from.from(text, 'base64');
  return length === buffer.byteLength
    ? new Uint8Array(buffer)
    : new Uint8Array(buffer.slice(byteOffset, byteOffset + length));
}

function decodeWithAtob(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
