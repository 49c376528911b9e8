export interface WireAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** The receiver's word for it, where the receiver answered. */
  outcome: string | undefined;
  /** Whether the server will read another request of this connection. */
  keepsOpen: boolean;
}

export interface Parsed {
  answer: WireAnswer;
  rest: Buffer;
}

/** The first answer in these bytes; `undefined` while it is not whole. `ended`: there will be no more bytes. */
export function parseResponse(bytes: Buffer, toHead: boolean, ended: boolean): Parsed | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [first = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const status = Number(first.split(' ')[1]);
  const after = bytes.subarray(end + 4);
  if (status < 200) return parseResponse(after, toHead, ended);
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const framed = toHead || status === 204 ? { body: Buffer.alloc(0), rest: after } : bodyOf(headers, after, ended);
  if (!framed) return undefined;
  const body = framed.body.toString();
  const answer = {
    status,
    headers,
    body,
    outcome: /^\{"outcome":"(\w+)"\}$/.exec(body)?.[1],
    keepsOpen: first.startsWith('HTTP/1.1') ? headers.connection !== 'close' : headers.connection === 'keep-alive',
  };
  return { answer, rest: framed.rest };
}

function bodyOf(headers: Record<string, string>, bytes: Buffer, ended: boolean) {
  if (headers['transfer-encoding'] === 'chunked') return chunkedBody(bytes);
  const length = headers['content-length'];
  // Without a length the body ends with the connection.
  if (length === undefined) return ended ? { body: bytes, rest: Buffer.alloc(0) } : undefined;
  if (bytes.length < Number(length)) return undefined;
  return { body: bytes.subarray(0, Number(length)), rest: bytes.subarray(Number(length)) };
}

function chunkedBody(bytes: Buffer): { body: Buffer; rest: Buffer } | undefined {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const line = bytes.indexOf('\r\n', at);
    if (line < 0) return undefined;
    const size = Number.parseInt(bytes.subarray(at, line).toString('latin1'), 16);
    const next = line + 2 + size + 2;
    if (bytes.length < next) return undefined;
    if (size === 0) return { body: Buffer.concat(parts), rest: bytes.subarray(next) };
    parts.push(bytes.subarray(line + 2, line + 2 + size));
    at = next;
  }
}
