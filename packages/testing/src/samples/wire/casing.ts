// Names that Go's style writes in capitals.
const INITIALS = new Map([
  ['id', 'ID'],
  ['url', 'URL'],
  ['jid', 'JID'],
  ['ptt', 'PTT'],
  ['lid', 'LID'],
  ['pn', 'PN'],
  ['ms', 'MS'],
  ['iv', 'IV'],
  ['json', 'JSON'],
  ['jpeg', 'JPEG'],
  ['sha256', 'SHA256'],
]);

/**
 * Writes the keys of an event in Go's casing, as the older documentation shows them: `Info.IsFromMe`, and inside of a
 * message, which is protobuf's, `imageMessage.fileEncSHA256`.
 */
export function goCasing(value: unknown, protobuf = false): unknown {
  if (Array.isArray(value)) return value.map((item) => goCasing(item, protobuf));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      nameOf(key, protobuf),
      goCasing(inner, protobuf || key === 'message' || key === 'raw_message' || key === 'data'),
    ]),
  );
}

function nameOf(key: string, protobuf: boolean): string {
  if (key === 'message_i_ds') return 'MessageIDs';
  const words = key.split('_');
  return words
    .map(
      (word, i) =>
        INITIALS.get(word) ?? (protobuf && i === 0 ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`),
    )
    .join('');
}
