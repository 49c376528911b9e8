import type { Access } from '../access/access.ts';
import { ASSETS, PAGE_HTML, SIGN_IN_FAILED_HTML, SIGN_IN_HTML, SIGN_IN_STYLE_HASH } from '../page/assets.generated.ts';
import { readBody } from './read-body.ts';
import { content, error, html, policyWithStyle, redirect } from './respond.ts';

const SIGN_IN_POLICY = policyWithStyle(SIGN_IN_STYLE_HASH);
const MAX_FORM_BYTES = 4_096;

export function showSignIn(status = 401, body: string = SIGN_IN_HTML): Response {
  return html(body, { status, policy: SIGN_IN_POLICY, ...(status === 429 && { headers: { 'retry-after': '60' } }) });
}

/** `GET .`: the page, a file of it, or a page that removes the token from the address. */
export async function getPage(request: Request, url: URL, access: Access): Promise<Response> {
  const token = url.searchParams.get('token');
  if (token !== null) return openWithToken(request, token, access);
  if (!(await access.isSignedIn(request))) return showSignIn();
  const asset = url.searchParams.get('asset');
  return asset === null ? html(PAGE_HTML) : getAsset(request, asset);
}

/**
 * A page and not a redirect: browsers do not send a strict cookie with a redirect that began at another site, such as a link in
 * a chat. `?` removes the token from the address and keeps the path, which the server does not always know.
 */
async function openWithToken(request: Request, token: string, access: Access): Promise<Response> {
  const refused = refuse(await access.check(token));
  if (refused) return refused;
  const headers = { 'set-cookie': await access.createCookie(request) };
  return html('<!doctype html><meta http-equiv="refresh" content="0;url=?"><a href="?">To the events</a>', { headers });
}

/** `POST .`: the form of the sign-in page. */
export async function signIn(request: Request, access: Access): Promise<Response> {
  const form = await readBody(request, MAX_FORM_BYTES);
  if (form === undefined) return error(413, 'TOO_LARGE', `The form is longer than ${MAX_FORM_BYTES} bytes.`);
  const token = new URLSearchParams(form).get('token') ?? '';
  return (
    refuse(await access.check(token.trim())) ??
    redirect(pageFrom(request), { 'set-cookie': await access.createCookie(request) })
  );
}

function refuse(result: 'accepted' | 'wrong' | 'limited'): Response | undefined {
  if (result === 'accepted') return undefined;
  return showSignIn(result === 'wrong' ? 401 : 429, SIGN_IN_FAILED_HTML);
}

function pageFrom(request: Request): string {
  return new URL(request.url).pathname.endsWith('/sign-in') ? './' : '?';
}

export async function getAsset(request: Request, name: string): Promise<Response> {
  const asset = Object.hasOwn(ASSETS, name) ? ASSETS[name as keyof typeof ASSETS] : undefined;
  if (!asset) return error(404, 'NOT_FOUND', 'The page has no such file.');
  const etag = await etagOf(asset.text);
  const headers = { etag, 'cache-control': 'private, no-cache' };
  if (request.headers.get('if-none-match') === etag) return content(null, asset.type, 304, headers);
  return content(asset.text, asset.type, 200, headers);
}

const etags = new Map<string, string>();

async function etagOf(text: string): Promise<string> {
  const known = etags.get(text);
  if (known !== undefined) return known;
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  const etag = `"${Array.from(bytes.slice(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')}"`;
  etags.set(text, etag);
  return etag;
}
