import type { BodySource } from './delivery.ts';

export type ReadBody = { ok: true; bytes: Uint8Array } | { ok: false; why: 'too_large' | 'broken' };

const TOO_LARGE = { ok: false, why: 'too_large' } as const;

/** Reads a body of at most `limit` bytes. A longer one is dropped as soon as that is known, never held whole. */
export async function readBody(source: BodySource, limit: number): Promise<ReadBody> {
  if (source === null) return { ok: true, bytes: new Uint8Array() };
  if (typeof source === 'string') return whole(new TextEncoder().encode(source), limit);
  if (source instanceof Uint8Array) return whole(source, limit);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > limit) return TOO_LARGE;
      chunks.push(chunk);
    }
  } catch {
    // The sender went away in the middle; there is nobody left to tell why.
    return { ok: false, why: 'broken' };
  }
  return { ok: true, bytes: chunks.length === 1 ? (chunks[0] as Uint8Array) : join(chunks, size) };
}

function whole(bytes: Uint8Array, limit: number): ReadBody {
  return bytes.length > limit ? TOO_LARGE : { ok: true, bytes };
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
