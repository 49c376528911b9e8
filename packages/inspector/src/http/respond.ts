const COMMON = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

/**
 * The page shows texts of other people. If it ran one of them as a script, this policy would stop the script and its
 * requests.
 */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const OTHER_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

export type ResponseHeaders = Record<string, string>;

/** A page of the inspector. */
export function html(
  body: string,
  init: { status?: number; headers?: ResponseHeaders; policy?: string } = {},
): Response {
  const { status = 200, headers = {}, policy = PAGE_POLICY } = init;
  const type = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
  return new Response(body, { status, headers: { ...COMMON, ...type, ...headers } });
}

/** The policy of a page without scripts. */
export function policyWithStyle(styleHash: string): string {
  return `default-src 'none'; style-src '${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
}

export function json(value: unknown, status = 200, headers: ResponseHeaders = {}): Response {
  return jsonText(JSON.stringify(value), status, headers);
}

/** A text that is JSON already. */
export function jsonText(body: string, status = 200, headers: ResponseHeaders = {}): Response {
  return content(body, 'application/json', status, headers);
}

/** A response that is no page. Its policy lets a browser that opens its address directly run none of its content. */
export function content(
  body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null,
  type: string,
  status = 200,
  headers: ResponseHeaders = {},
): Response {
  const own = { 'content-type': type, 'content-security-policy': OTHER_POLICY };
  return new Response(body, { status, headers: { ...COMMON, ...own, ...headers } });
}

export function error(status: number, code: string, message: string, headers: ResponseHeaders = {}): Response {
  return json({ error: { code, message } }, status, headers);
}

/** The response to a request that needs an option which `createInspector()` did not get. */
export function missingOption(name: 'client' | 'forwardTo' | 'inbox' | 'receiver'): Response {
  return error(
    404,
    'UNAVAILABLE',
    `This inspector has no \`${name}\`. Pass the option \`${name}\` to createInspector().`,
  );
}

export function redirect(location: string, headers: ResponseHeaders = {}): Response {
  return new Response(null, { status: 303, headers: { ...COMMON, location, ...headers } });
}

export function notFound(): Response {
  return error(404, 'NOT_FOUND', 'The inspector does not keep this event, or the event has no such part.');
}
