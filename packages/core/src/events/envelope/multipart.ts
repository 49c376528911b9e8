// A small parser for multipart/form-data, strict about what it accepts. The maintained parsers do not fit:
// @remix-run/multipart-parser and @mjackson/multipart-parser are ESM only, and core is also CommonJS; busboy and
// formidable need Node streams; `Response.formData()` is asynchronous.

// wuzapi sends four fields and a file. A body with more parts than this is not a webhook.
const MAX_PARTS = 100;
const MAX_HEADER_LENGTH = 8_192;

/** Whether a body is multipart/form-data, by its `Content-Type` or by its first line. */
export function isMultipart(body: string, contentType?: string): boolean {
  return (contentType !== undefined && MULTIPART.test(contentType)) || FIRST_LINE.test(body);
}

/**
 * Reads the text fields of a multipart/form-data body. File parts are skipped. `undefined` if the body is not complete
 * or not well formed, or has more than 100 parts.
 *
 * @param contentType The `Content-Type` header with the boundary. Without it, the first line of the body is the boundary.
 */
export function parseMultipart(body: string, contentType?: string): Record<string, string> | undefined {
  const boundary = boundaryOf(body, contentType);
  if (boundary === undefined) return undefined;
  const fields = new Map<string, string>();
  // The line break before a delimiter belongs to the delimiter.
  const [, ...parts] = `\r\n${body}`.split(`\r\n--${boundary}`, MAX_PARTS + 2);
  for (const part of parts) {
    if (part.startsWith('--')) return Object.fromEntries(fields);
    // The delimiter of an empty part follows its headers directly, and has taken their last line break.
    const text = `${part}\r\n`;
    const headersEnd = text.indexOf('\r\n\r\n');
    if (headersEnd < 0 || headersEnd > MAX_HEADER_LENGTH) return undefined;
    const headers = text.slice(0, headersEnd);
    if (!/^[ \t]*(?:\r\n|$)/.test(headers)) return undefined;
    const name = fieldNameIn(headers);
    if (name !== undefined) fields.set(name, text.slice(headersEnd + 4, -2));
  }
  return undefined;
}

function boundaryOf(body: string, contentType: string | undefined): string | undefined {
  if (contentType !== undefined && MULTIPART.test(contentType)) {
    const boundary = parseParameters(contentType).get('boundary');
    return boundary && boundary.length <= MAX_BOUNDARY_LENGTH ? boundary : undefined;
  }
  return FIRST_LINE.exec(body)?.[1];
}

const MULTIPART = /^\s*multipart\/form-data\s*;/i;
const MAX_BOUNDARY_LENGTH = 70;
// RFC 2046's characters of a boundary.
const FIRST_LINE = /^--([\w'()+,./:=?-]{1,70})[ \t]*\r\nContent-/i;

/** The field's name from the headers of a part. `undefined` for a file, whatever its file name is. */
function fieldNameIn(headers: string): string | undefined {
  const [line = ''] = /^content-disposition[ \t]*:[ \t]*form-data[ \t]*;.*/im.exec(headers) ?? [];
  const parameters = parseParameters(line);
  return parameters.has('filename') || parameters.has('filename*') ? undefined : parameters.get('name');
}

/** The parameters of a header, such as `; name="jsonData"`. If a name occurs several times, the first value is used. */
function parseParameters(header: string): Map<string, string> {
  const parameters = new Map<string, string>();
  const parameter = /;\s*([\w*-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/g;
  for (const [, name = '', quoted, token] of header.matchAll(parameter)) {
    const key = name.toLowerCase();
    if (!parameters.has(key)) parameters.set(key, quoted?.replace(/\\(.)/g, '$1') ?? token ?? '');
  }
  return parameters;
}
