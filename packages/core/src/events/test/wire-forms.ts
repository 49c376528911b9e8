/** Converts keys as VZaps does by machine. It is another implementation than the parser's, without regular expressions. */
export function toSnakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toSnakeCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [snakeName(key), toSnakeCase(item)]));
}

function snakeName(key: string): string {
  let name = '';
  for (let i = 0; i < key.length; i++) {
    const [before = '', letter = '', after = ''] = [key[i - 1], key[i], key[i + 1]];
    const afterWord = isLower(before) || isDigit(before);
    const startsWord = isUpper(before) && isLower(after);
    name += isUpper(letter) && i > 0 && (afterWord || startsWord) ? `_${letter}` : letter;
  }
  return name.toLowerCase();
}

const isUpper = (letter: string) => letter >= 'A' && letter <= 'Z';
const isLower = (letter: string) => letter >= 'a' && letter <= 'z';
const isDigit = (letter: string) => letter >= '0' && letter <= '9';

interface Payload {
  type: string;
  event: unknown;
}

const boundary = 'b0undary';

/** Every form in which VZaps may deliver a payload. */
export const envelopes: Record<string, (payload: Payload) => unknown> = {
  'envelope A': (payload) => payload,
  'envelope A as bytes': (payload) => new TextEncoder().encode(JSON.stringify(payload)),
  'envelope A with the event as text': (payload) => ({ ...payload, event: JSON.stringify(payload.event) }),
  'envelope B': (payload) => ({ json_data: payload, token: 's3cret', instance_name: 'shop' }),
  'envelope B as text': (payload) => ({ json_data: JSON.stringify(payload), userID: '7' }),
  'envelope C': (payload) => ({
    id: 'evt_1',
    type: payload.type,
    created_at: '2026-06-23T22:57:17.000Z',
    data: payload,
  }),
  'a url-encoded form': (payload) => `jsonData=${encodeURIComponent(JSON.stringify(payload))}&token=s3cret`,
  'a multipart form': (payload) =>
    [
      `--${boundary}`,
      'Content-Disposition: form-data; name="jsonData"',
      '',
      JSON.stringify(payload),
      `--${boundary}`,
      'Content-Disposition: form-data; name="file"; filename="jsonData"',
      'Content-Type: image/jpeg',
      '',
      '\u0000\u0001',
      `--${boundary}--`,
      '',
    ].join('\r\n'),
};
