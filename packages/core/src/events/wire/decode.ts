export type Decoded = { ok: true; value: unknown } | { ok: false };

const utf8 = new TextDecoder();

/**
 * Reads the body of a webhook: JSON [seen], or a form whose `jsonData` holds JSON [lineage]. `ok: false` for what is
 * neither. Never throws; a BOM and broken UTF-8 are tolerated.
 */
export function decodeBody(body: string | Uint8Array): Decoded {
  const text = textOf(body);
  if (text === undefined) return { ok: false };
  const json = parseJson(text);
  return json.ok ? json : parseForm(text);
}

/** Text of what may be text; not `instanceof`, which fails for a Buffer of another realm, as in Jest. */
export function textOf(body: unknown): string | undefined {
  if (typeof body === 'string') return body.charCodeAt(0) === 0xfeff ? body.slice(1) : body;
  if (!ArrayBuffer.isView(body)) return undefined;
  try {
    return utf8.decode(body as Uint8Array);
  } catch {
    // Longer than the longest string.
    return undefined;
  }
}

/** JSON inside JSON: `json_data` and `event` arrive as text too [seen], perhaps more than once around. */
export function unwrapText(value: unknown): unknown {
  let inner = value;
  for (let round = 0; round < MOST_ROUNDS && typeof inner === 'string'; round++) {
    const json = parseJson(inner);
    if (!json.ok) break;
    inner = json.value;
  }
  return inner;
}

const MOST_ROUNDS = 3;

function parseJson(text: string): Decoded {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

function parseForm(text: string): Decoded {
  if (!/(?:^|&)json_?data=/i.test(text)) return { ok: false };
  return { ok: true, value: Object.fromEntries(new URLSearchParams(text)) };
}
