import { type Base64Decoder, createBase64Decoder } from '../../../shared/base64-decoder.ts';

/** The bytes of a file that was decoded while it arrived, or `invalid` if its text is not base64. */
export type DecodedFile = readonly Uint8Array[] | 'invalid';

/** The body of a response. `text` is the JSON with `data:<type>;base64,` in the place of the whole file. */
export interface DecodedBody {
  text: string;
  file?: DecodedFile | undefined;
}

// Characters. A shorter text is not worth a decoder.
const MIN_FILE_LENGTH = 16 * 1024;
// The longest media type with parameters, in characters.
const MAX_PREFIX_LENGTH = 1_000;

/**
 * Reads JSON in pieces, and decodes the first long base64 text in it piece by piece. So neither the JSON nor the text is ever
 * in memory as a whole, and no piece blocks the event loop.
 */
export function createFileDecoder() {
  const utf8 = new TextDecoder();
  let text = '';
  let file: Base64Decoder | undefined;
  let isFileOpen = false;
  // The end of a piece that may be the beginning of an escape.
  let heldEscape = '';
  // The length at which `text` is searched for the beginning of a file.
  let searchAt = MIN_FILE_LENGTH;

  function add(piece: string): void {
    if (!isFileOpen) {
      text += piece;
      if (!file && text.length >= searchAt) findFile();
      return;
    }
    const end = piece.indexOf('"');
    if (file) addToFile(file, end < 0 ? piece : piece.slice(0, end));
    if (end < 0) return;
    isFileOpen = false;
    text += piece.slice(end);
  }

  /** The text ends inside a file if its last quote opens a long base64 text. */
  function findFile(): void {
    searchAt = 2 * text.length;
    const start = text.lastIndexOf('"') + 1;
    if (text.length - start < MIN_FILE_LENGTH) {
      searchAt = start + MIN_FILE_LENGTH + 1;
      return;
    }
    const [prefix = ''] = /^data:[^,]*;base64,/.exec(text.slice(start, start + MAX_PREFIX_LENGTH)) ?? [];
    const base64 = text.slice(start + prefix.length);
    if (!/^[A-Za-z0-9+/=\\]*$/.test(base64)) return;
    text = text.slice(0, start) + (prefix || 'data:;base64,');
    file = createBase64Decoder();
    isFileOpen = true;
    addToFile(file, base64);
  }

  function addToFile(decoder: Base64Decoder, piece: string): void {
    let content = heldEscape + piece;
    heldEscape = '';
    if (content.includes('\\')) {
      content = resolveEscapes(content);
      const [incomplete = ''] = /\\u?[0-9a-f]{0,3}$/i.exec(content) ?? [];
      heldEscape = incomplete;
      content = content.slice(0, content.length - incomplete.length);
    }
    decoder.add(content);
  }

  return {
    add: (chunk: Uint8Array): void => add(utf8.decode(chunk, { stream: true })),
    end(): DecodedBody {
      add(utf8.decode());
      return file ? { text, file: heldEscape === '' ? (file.end() ?? 'invalid') : 'invalid' } : { text };
    },
  };
}

/** JSON may write `/` as `\/` or `\u002f`. An escape that is not complete stays. */
function resolveEscapes(text: string): string {
  return text.replace(/\\u([0-9a-f]{4})|\\([/nrt])/gi, (_escape, code: string | undefined, letter: string) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    return letter === '/' ? '/' : '';
  });
}
