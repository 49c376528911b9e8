// Bytes or characters that are processed without a pause. One piece takes a few milliseconds, also where memory is slow.
const PIECE_LENGTH = 1024 * 1024;

const yieldToOthers = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

export function sizeOf(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((size, { length }) => size + length, 0);
}

/** Joins chunks to one array, and lets other work run in between. */
export async function joinChunks(chunks: readonly Uint8Array[]): Promise<Uint8Array> {
  const [first] = chunks;
  if (first && chunks.length === 1) return first;
  const bytes = new Uint8Array(sizeOf(chunks));
  let offset = 0;
  let yieldAt = PIECE_LENGTH;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
    if (offset < yieldAt) continue;
    yieldAt = offset + PIECE_LENGTH;
    await yieldToOthers();
  }
  return bytes;
}

/** Passes a text on in pieces, and lets other work run in between. */
export async function forEachPiece(text: string, use: (piece: string) => void): Promise<void> {
  for (let at = 0; at < text.length; at += PIECE_LENGTH) {
    if (at > 0) await yieldToOthers();
    use(text.slice(at, at + PIECE_LENGTH));
  }
}
