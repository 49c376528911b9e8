import type { Services } from './services.ts';

/** What a route gets of a request. The request is signed in, and comes from the page itself. */
export interface Call {
  readonly request: Request;
  /** The variable parts of the path, decoded. */
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  readonly services: Services;
}

export interface Route {
  readonly method: 'GET' | 'POST';
  /** Relative to `api/`. `:` stands for one part of any text. */
  readonly path: string;
  readonly handle: (call: Call) => Response | Promise<Response>;
}

/** Finds the routes with this path. There is one for each method. */
export function matchRoutes(routes: readonly Route[], path: string): { route: Route; params: string[] }[] {
  const parts = path.split('/');
  return routes.flatMap((route) => {
    const params = matchParts(route.path.split('/'), parts);
    return params ? [{ route, params }] : [];
  });
}

function matchParts(pattern: readonly string[], parts: readonly string[]): string[] | undefined {
  if (pattern.length !== parts.length) return undefined;
  const params: string[] = [];
  for (const [i, part] of parts.entries()) {
    if (pattern[i] !== ':') {
      if (pattern[i] !== part) return undefined;
      continue;
    }
    const param = decode(part);
    if (!param) return undefined;
    params.push(param);
  }
  return params;
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
