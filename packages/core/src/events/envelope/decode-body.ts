import { isMultipart, parseMultipart } from './multipart.ts';

/** The JSON value of a body, or `{ ok: false }` for a body that is neither JSON nor a form with JSON. */
export type Decoded = { ok: true; value: unknown } | { ok: false };

const utf8 = new TextDecoder();

/**
 * Decodes the body of a webhook: JSON [seen], or a form whose field `jsonData` holds JSON [lineage]. A form may be
 * `application/x-www-form-urlencoded` or `multipart/form-data`. Never throws. A byte order mark and broken UTF-8 are
 * tolerated.
 *
 * @param body The body, as text or bytes.
 * @param contentType The `Content-Type` header: it names the boundary of `multipart/form-data`. Without it, the first line
 * of the body is taken for the boundary.
 *
 * @example
 * import { decodeBody, parseEvent } from '@vzaps/core/events';
 *
 * const decoded = decodeBody('{"type":"Connected","event":{}}');
 * if (decoded.ok) console.log(parseEvent(decoded.value).type);
 */
export function decodeBody(body: string | Uint8Array, contentType?: string): Decoded {
  const text = decodeText(body);
  if (text === undefined) return { ok: false };
  const json = parseJson(text);
  if (json.ok) return json;
  const form = parseForm(text, contentType);
  return form && holdsJson(form) ? { ok: true, value: form } : { ok: false };
}

/** Decodes text like `decodeBody()`, but keeps the fields of a form whose `jsonData` holds no JSON, for `raw`. */
export function decodeJsonOrForm(text: string): Decoded {
  const json = parseJson(text);
  if (json.ok) return json;
  const form = parseForm(text, undefined);
  return form ? { ok: true, value: form } : { ok: false };
}

/**
 * Decodes text or bytes. `undefined` for any other value. Does not use `instanceof`, which fails for a Buffer of another
 * realm, as in Jest.
 */
export function decodeText(body: unknown): string | undefined {
  if (typeof body === 'string') return body.charCodeAt(0) === 0xfeff ? body.slice(1) : body;
  if (!ArrayBuffer.isView(body)) return undefined;
  try {
    return utf8.decode(body as Uint8Array);
  } catch {
    // This is longer than the longest string.
    return undefined;
  }
}

/** Parses JSON text inside JSON: `json_data` and `event` also arrive as text [seen], sometimes encoded more than once. */
export function parseEmbeddedJson(value: unknown): unknown {
  let inner = value;
  for (let round = 0; round < MAX_ROUNDS && typeof inner === 'string'; round++) {
    const json = parseJson(inner);
    if (!json.ok) break;
    inner = json.value;
  }
  return inner;
}

const MAX_ROUNDS = 3;

function parseJson(text: string): Decoded {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

/** The text fields of a form with a field `jsonData`, in any casing. `undefined` for anything else. */
function parseForm(text: string, contentType: string | undefined): Record<string, string> | undefined {
  const isParts = isMultipart(text, contentType);
  if (!isParts && !/(?:^|&)json_?data=/i.test(text)) return undefined;
  const fields = isParts ? parseMultipart(text, contentType) : Object.fromEntries(new URLSearchParams(text));
  return fields && Object.keys(fields).some((name) => JSON_FIELD.test(name)) ? fields : undefined;
}

function holdsJson(form: Record<string, string>): boolean {
  return Object.entries(form).some(([name, value]) => JSON_FIELD.test(name) && parseJson(value).ok);
}

const JSON_FIELD = /^json_?data$/i;
