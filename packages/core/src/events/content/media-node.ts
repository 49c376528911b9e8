import { number, text } from '../wire/fields.ts';
import { numberOf } from '../wire/number.ts';

/** The fields of a media node that the download endpoints take, under the names that they use [doc]. */
export interface MediaNode {
  /** The encrypted file at WhatsApp. */
  url?: string;
  /** Its path there. */
  direct_path?: string;
  /** The key that decrypts it, base64. */
  media_key?: string;
  /** As the sender wrote it. */
  mimetype?: string;
  /** Hash of the encrypted file, base64. */
  file_enc_sha256?: string;
  /** Hash of the file, base64. */
  file_sha256?: string;
  /** In bytes. */
  file_length?: number;
}

export const downloadFields = {
  url: text('[seen] The encrypted file at WhatsApp; it expires.'),
  direct_path: text('[seen] Its path.'),
  media_key: text('[seen] The key that decrypts it, base64.'),
  mimetype: text('[seen] The type, perhaps with parameters.'),
  file_enc_sha256: text('[seen] Hash of the encrypted file, base64.'),
  file_sha256: text('[seen] Hash of the file, base64.'),
  file_length: number('[seen] Bytes; a number or text.'),
};

const TEXTS = ['url', 'direct_path', 'media_key', 'mimetype', 'file_enc_sha256', 'file_sha256'] as const;

type WireNode = { [Name in (typeof TEXTS)[number]]?: string | null | undefined } & {
  file_length?: string | number | null | undefined;
};

export function nodeOf(wire: WireNode): MediaNode {
  const node: MediaNode = {};
  for (const name of TEXTS) {
    const value = wire[name];
    if (value) node[name] = value;
  }
  const length = numberOf(wire.file_length);
  if (length !== undefined) node.file_length = length;
  return node;
}
