import { issuesOf } from '../errors/to-validation-issues.ts';
import { VZapsValidationError } from '../errors/validation-error.ts';
import type { InstanceCallOptions } from '../options.ts';
import type { Verb } from '../routes/route.ts';
import { opaque } from '../schema/common.ts';
import { optionalToken } from '../schema/id.ts';
import { limits } from '../schema/limits.ts';
import type { Outgoing } from './prepared-request.ts';
import { toJson } from './to-json.ts';
import { toQuery } from './to-query.ts';

export interface RequestOptions extends Omit<InstanceCallOptions, 'extra'> {
  query?: Readonly<Record<string, unknown>> | undefined;
  /** Sent as JSON, as it is. */
  body?: unknown;
  /** Beside those that the client sends, which win. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** `false`: without credentials. */
  auth?: boolean | undefined;
  /** Whether it can be sent twice without doing anything twice. Default: for GET. */
  repeatable?: boolean | undefined;
}

const METHODS: ReadonlySet<string> = new Set<Verb>(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** A request to any path below the base URL. A path that could lead elsewhere is refused: credentials go along. */
export function prepareRaw(method: Verb, path: string, options: RequestOptions = {}): Outgoing {
  const { query, body, headers, auth = true, repeatable = method === 'GET', instanceToken, ...rest } = options;
  if (!METHODS.has(method)) throw refuse('method', 'must be GET, POST, PUT, PATCH or DELETE');
  if (!isPath(path)) throw refuse('path', 'must begin with one slash, without dot segments, ? or #: give `query`');
  if (method === 'GET' && body !== undefined) throw refuse('body', 'cannot go with GET: give `query`');
  const wrong = [
    ...(limits.safeParse(rest).error?.issues ?? []),
    ...(optionalToken.safeParse(instanceToken).error?.issues ?? []),
  ];
  if (wrong.length > 0) throw new VZapsValidationError(issuesOf(wrong));
  return {
    method,
    route: '(request)',
    path,
    query: query && toQuery(query),
    body: body === undefined ? undefined : toJson(body),
    headers: headers && lowerCased(headers),
    auth: auth ? 'instance' : 'none',
    instanceToken,
    repeatable,
    gives: opaque,
    options: rest,
  };
}

function isPath(path: unknown): path is string {
  if (typeof path !== 'string' || !/^\/(?!\/)[^\\?#\s\p{Cc}]*$/u.test(path)) return false;
  return !path.split('/').some((segment) => /^(\.|%2e){1,2}$/i.test(segment));
}

/** Names without regard to case, as HTTP has them: otherwise one could be sent twice. */
function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[\r\n\0]/.test(value))
      throw refuse('headers', 'must be names and single lines');
  }
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function refuse(field: string, message: string): VZapsValidationError {
  return new VZapsValidationError([{ path: [field], message }]);
}
