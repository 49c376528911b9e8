/** The header that every request of the page's script has. A page of another origin cannot send it without our permission. */
export const OWN_HEADER = 'x-vzaps-inspector';

/** Whether the page itself sent a request, according to the headers of the browser. */
export function isOwnRequest(request: Request): boolean {
  return request.headers.get(OWN_HEADER) === '1';
}

/** Whether a POST comes from a page of this origin. */
export function isSameOrigin(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = request.headers.get('origin');
  // A proxy that ends TLS changes the scheme, not the host.
  return origin !== null && URL.canParse(origin) && new URL(origin).host === new URL(request.url).host;
}
