import type { Access } from '../access/access.ts';
import { isOwnRequest, isSameOrigin } from '../access/same-origin.ts';
import { matchRoutes } from '../api/route.ts';
import { routes } from '../api/routes.ts';
import type { Services } from '../api/services.ts';
import { describeError } from '../records/describe-errors.ts';
import { getAsset, getPage, showSignIn, signIn } from './page.ts';
import { error, json, redirect } from './respond.ts';

/** The target of a request, by the end of its path: a mount may or may not remove its prefix. */
type Target =
  | { kind: 'api'; path: string }
  | { kind: 'asset'; name: string }
  | { kind: 'sign-in' | 'sign-out' | 'page' }
  /** The page without the last slash of its path. */
  | { kind: 'folder'; name: string };

/** Answers one request of a browser. */
export async function handleRequest(request: Request, access: Access, services: Services): Promise<Response> {
  const url = new URL(request.url);
  const target = findTarget(url);
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (!isRead && request.method !== 'POST') return notAllowed('GET, HEAD, POST');
  if (target.kind === 'api') return callApi(request, url, target.path, access, services);
  if (target.kind !== 'sign-out' && isOwnRequest(request) && url.pathname.includes('/api/')) {
    return error(404, 'NOT_FOUND', 'The API has no such route.');
  }
  if (target.kind === 'sign-out') return isRead ? notAllowed('POST') : signOut(request, access);
  if (!isRead) return target.kind === 'asset' ? notAllowed('GET, HEAD') : signIn(request, access);
  switch (target.kind) {
    case 'asset':
      return (await access.isSignedIn(request)) ? getAsset(request, target.name) : showSignIn();
    case 'folder':
      if (target.name.includes('.')) return error(404, 'NOT_FOUND', 'There is no such page.');
      return redirect(`${target.name}/${url.search}`);
    default:
      return getPage(request, url, access);
  }
}

function findTarget({ pathname: path, searchParams }: URL): Target {
  const api = path.lastIndexOf('/api/');
  if (api !== -1 && matchRoutes(routes, path.slice(api + 5)).length > 0)
    return { kind: 'api', path: path.slice(api + 5) };
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === 'sign-in' || name === 'sign-out') return { kind: name };
  // The browser kept the cookie for the folder of the page's path, which is another one if that path has no last slash.
  if (searchParams.has('sign-out')) return { kind: 'sign-out' };
  if (name === '') return { kind: 'page' };
  return /\/assets\/[^/]+$/.test(path) ? { kind: 'asset', name } : { kind: 'folder', name };
}

async function callApi(
  request: Request,
  url: URL,
  path: string,
  access: Access,
  services: Services,
): Promise<Response> {
  if (!(await access.isSignedIn(request))) return error(401, 'SIGNED_OUT', 'Sign in first: open the page.');
  if (!isOwnRequest(request)) return error(403, 'FOREIGN_REQUEST', 'The header `x-vzaps-inspector: 1` is missing.');
  const matches = matchRoutes(routes, path);
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const match = matches.find(({ route }) => route.method === method);
  if (!match) return notAllowed(matches.map(({ route }) => route.method).join(', '));
  if (method === 'POST') {
    if (!isSameOrigin(request)) return error(403, 'FOREIGN_REQUEST', 'The request comes from another origin.');
    if (services.options.readOnly) return error(403, 'READ_ONLY', 'This inspector is read-only.');
  }
  try {
    return await match.route.handle({ request, params: match.params, query: url.searchParams, services });
  } catch (reason) {
    // VZaps, Redis or the client failed. Messages of this library contain no secret.
    const { code = 'FAILED', message } = describeError(reason);
    return error(502, code, message);
  }
}

async function signOut(request: Request, access: Access): Promise<Response> {
  if (!isOwnRequest(request) || !isSameOrigin(request)) {
    return error(403, 'FOREIGN_REQUEST', 'The request comes from another origin.');
  }
  return json({}, 200, { 'set-cookie': access.removeCookie(request) });
}

function notAllowed(allow: string): Response {
  return error(405, 'METHOD_NOT_ALLOWED', `The allowed methods are ${allow}.`, { allow });
}
