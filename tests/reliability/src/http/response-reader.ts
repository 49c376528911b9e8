export interface Answer {
  status: number;
  headers: ReadonlyMap<string, string>;
  body: string;
}

export interface ResponseReader {
  /** Takes what came. Throws where it is no HTTP. */
  read(chunk: string): void;
  /** The answer that only the end of the connection ends, or nothing; throws when one was cut short. */
  end(): Answer | undefined;
}

export interface ResponseReaderOptions {
  /** Whether the next answer belongs to a HEAD request, and so has no body. */
  isHead(): boolean;
  answered(answer: Answer): void;
}

/** Reads pipelined HTTP/1.1 responses strictly; text is `latin1`, one character a byte. */
export function createResponseReader({ isHead, answered }: ResponseReaderOptions): ResponseReader {
  let text = '';

  function next(): Answer | undefined {
    const end = text.indexOf('\r\n\r\n');
    if (end < 0) return undefined;
    const [first = '', ...lines] = text.slice(0, end).split('\r\n');
    const [, code] = /^HTTP\/1\.[01] (\d{3}) ?/.exec(first) ?? [];
    if (code === undefined) throw new Error(`This is no status line: ${JSON.stringify(first.slice(0, 80))}`);
    const headers = new Map(
      lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
    );
    const status = Number(code);
    const bodyless = status < 200 || status === 204 || status === 304 || isHead();
    const read = bodyless ? { body: '', rest: end + 4 } : bodyOf(text, end + 4, headers);
    if (!read) return undefined;
    text = text.slice(read.rest);
    return { status, headers, body: read.body };
  }

  return {
    read(chunk) {
      text += chunk;
      for (let answer = next(); answer; answer = next()) if (answer.status >= 200) answered(answer);
    },
    end() {
      if (text === '') return undefined;
      const [head = '', body = ''] = text.split('\r\n\r\n', 2);
      const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1]);
      if (!/\r\nconnection: close/i.test(head) || /\r\n(content-length|transfer-encoding):/i.test(head) || !status) {
        throw new Error(`The answer was cut short: ${JSON.stringify(text.slice(0, 80))}`);
      }
      return { status, headers: new Map(), body };
    },
  };
}

function bodyOf(
  text: string,
  start: number,
  headers: ReadonlyMap<string, string>,
): { body: string; rest: number } | undefined {
  const length = headers.get('content-length');
  if (length !== undefined) {
    const rest = start + Number(length);
    return text.length < rest ? undefined : { body: text.slice(start, rest), rest };
  }
  if (headers.get('transfer-encoding') !== 'chunked') return undefined;
  let body = '';
  for (let at = start; ; ) {
    const line = text.indexOf('\r\n', at);
    if (line < 0) return undefined;
    const size = Number.parseInt(text.slice(at, line), 16);
    const rest = line + 2 + size + 2;
    if (text.length < rest) return undefined;
    if (size === 0) return { body, rest };
    body += text.slice(line + 2, rest - 2);
    at = rest;
  }
}
