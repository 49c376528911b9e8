import { decodeBase64 } from './base64.ts';

export interface Base64Decoder {
  /** Adds a piece of the text. White space is allowed. */
  add(piece: string): void;
  /** The bytes in pieces. `undefined` if the text is not base64. */
  end(): Uint8Array[] | undefined;
}

/** Decodes base64 that arrives in pieces, so that a long text neither blocks the event loop nor is copied as a whole. */
export function createBase64Decoder(): Base64Decoder {
  const chunks: Uint8Array[] = [];
  // The characters that wait for the rest of their group of four.
  let rest = '';
  let isValid = true;

  function decode(length: number): void {
    const text = rest.slice(0, length);
    rest = rest.slice(length);
    // Padding ends the text.
    const bytes = rest !== '' && text.endsWith('=') ? undefined : decodeBase64(text);
    if (bytes) chunks.push(bytes);
    else isValid = false;
  }

  return {
    add(piece) {
      if (!isValid) return;
      rest += /\s/.test(piece) ? piece.replace(/\s+/g, '') : piece;
      // The last group may be padded, so it waits for the end.
      if (rest.length > 4) decode(4 * Math.floor((rest.length - 1) / 4));
    },
    end() {
      if (isValid && rest !== '') decode(rest.length);
      return isValid ? chunks : undefined;
    },
  };
}
