import { number, text } from '../wire/fields.ts';
import { parseNumber } from '../wire/parse-number.ts';

/** The fields of a media node that the download endpoints take, under the names that they use [doc]. */
export interface MediaNode {
  /** The URL of the encrypted file at WhatsApp. */
  url?: string;
  /** The path of the encrypted file. */
  direct_path?: string;
  /** The key that decrypts the file, base64. */
  media_key?: string;
  /** The media type, as the sender's WhatsApp wrote it. */
  mimetype?: string;
  /** The hash of the encrypted file, base64. */
  file_enc_sha256?: string;
  /** The hash of the file, base64. */
  file_sha256?: string;
  /** The size of the file, in bytes. */
  file_length?: number;
}

const textFields = {
  url: text('[seen] The encrypted file at WhatsApp. The link expires.'),
  direct_path: text('[seen] The path of the encrypted file.'),
  media_key: text('[seen] The key that decrypts the file, base64.'),
  mimetype: text('[seen] The media type, sometimes with parameters.'),
  file_enc_sha256: text('[seen] The hash of the encrypted file, base64.'),
  file_sha256: text('[seen] The hash of the file, base64.'),
};

export const downloadFields = {
  ...textFields,
  file_length: number('[seen] The size in bytes, as a number or as text.'),
};

const TEXT_FIELDS = Object.keys(textFields) as (keyof typeof textFields)[];

type WireMedia = { [Name in (typeof TEXT_FIELDS)[number]]?: string | null | undefined } & {
  file_length?: string | number | null | undefined;
};

export function readDownloadInfo(wire: WireMedia): MediaNode {
  const info: MediaNode = {};
  for (const name of TEXT_FIELDS) {
    const value = wire[name];
    if (value) info[name] = value;
  }
  const length = parseNumber(wire.file_length);
  if (length !== undefined) info.file_length = length;
  return info;
}
