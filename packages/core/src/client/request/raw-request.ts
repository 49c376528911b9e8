import { toValidationIssues } from '../errors/to-validation-issues.ts';
import { VZapsValidationError } from '../errors/validation-error.ts';
import type { InstanceCallOptions } from '../options.ts';
import type { Verb } from '../routes/route.ts';
import { omitUndefined, rawCallOptions } from '../schema/call-options.ts';
import { opaque } from '../schema/common.ts';
import { optionalToken } from '../schema/id.ts';
import type { PreparedRequest } from './prepared-request.ts';
import { toJson } from './to-json.ts';
import { toQuery } from './to-query.ts';

/** The options of `client.request()`. */
export interface RequestOptions extends Omit<InstanceCallOptions, 'extra'> {
  /**
   * The query string. A list becomes one parameter per entry, a `Date` ISO 8601, an object JSON. `undefined` and `null`
   * are left out.
   */
  query?: Readonly<Record<string, unknown>> | undefined;
  /** Sent as JSON. No field is renamed. */
  body?: unknown;
  /** Headers of the client replace those of the same name. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** `false` sends no credentials. Default: `true`. */
  auth?: boolean | undefined;
  /**
   * Whether VZaps may receive the request twice without doing anything twice. Default: `true` for GET, else `false`.
   */
  repeatable?: boolean | undefined;
}

const METHODS: ReadonlySet<string> = new Set<Verb>(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * A request to any path below the base URL. Credentials are sent, so a path that could lead to another host is
 * refused.
 */
export function prepareRawRequest(method: Verb, path: string, options: RequestOptions = {}): PreparedRequest {
  const { query, body, headers, auth = true, repeatable = method === 'GET', instanceToken, ...rest } = options;
  if (!METHODS.has(method)) throw invalidArgument('method', 'must be GET, POST, PUT, PATCH or DELETE');
  if (!isPath(path))
    throw invalidArgument('path', 'must begin with one slash, without dot segments, `?` or `#`. Use `query`');
  if (method === 'GET' && body !== undefined)
    throw invalidArgument('body', 'cannot be sent with GET. Use `query` instead');
  const wrong = [
    ...(rawCallOptions.safeParse(omitUndefined(rest)).error?.issues ?? []),
    ...(optionalToken.safeParse(instanceToken).error?.issues ?? []),
  ];
  if (wrong.length > 0) throw new VZapsValidationError(toValidationIssues(wrong));
  return {
    method,
    route: '(request)',
    path: encodePath(path),
    query: query && toQuery(query),
    body: body === undefined ? undefined : toJson(body),
    headers: headers && lowerCaseNames(headers),
    auth: auth ? 'instance' : 'none',
    instanceToken,
    repeatable,
    responseSchema: opaque,
    options: rest,
  };
}

function isPath(path: unknown): path is string {
  if (typeof path !== 'string' || !/^\/(?!\/)[^\\?#\s\p{Cc}]*$/u.test(path)) return false;
  return !path.split('/').some((segment) => /^(\.|%2e){1,2}$/i.test(segment));
}

/** Encodes what a path cannot contain, such as letters with accents. Sequences that are encoded already stay. */
function encodePath(path: string): string {
  return new URL(path, 'http://localhost').pathname;
}

/** HTTP ignores the case of header names. Without this, one header could be sent twice. */
function lowerCaseNames(headers: Readonly<Record<string, string>>): Record<string, string> {
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[\r\n\0]/.test(value))
      throw invalidArgument('headers', 'must have valid names, and values without line breaks');
  }
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function invalidArgument(field: string, message: string): VZapsValidationError {
  return new VZapsValidationError([{ path: [field], message }]);
}
