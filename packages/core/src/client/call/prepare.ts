import * as z from 'zod';
import { issuesOf } from '../errors/issues.ts';
import { type Issue, VZapsValidationError } from '../errors/validation-error.ts';
import { optionalToken } from '../fields/id.ts';
import { limits } from '../fields/limits.ts';
import type { Arguments } from '../route/arguments.ts';
import { fillPath } from '../route/path.ts';
import type { Route } from '../route/route.ts';
import type { Outgoing } from './outgoing.ts';
import { abortable } from './sleep.ts';
import { toJson } from './to-json.ts';

const NOTHING = z.strictObject({});

/** Checks the arguments of a call; every problem is told at once, with the path of its field. */
export async function prepare(route: Route, { params, fields, instanceToken, options }: Arguments): Promise<Outgoing> {
  const issues: Issue[] = [];
  const path = fillPath(route.template, params, issues);
  const secret = optionalToken.safeParse(instanceToken);
  if (secret.error) issues.push(...issuesOf(secret.error.issues, ['instanceToken']));
  const limited = limits.safeParse(options);
  if (limited.error) issues.push(...issuesOf(limited.error.issues));
  // A stream may never end: the caller's signal ends the wait for it.
  const parsed = await abortable(() => (route.takes ?? NOTHING).safeParseAsync(fields), options.signal);
  if (parsed.error) issues.push(...issuesOf(parsed.error.issues));
  if (issues.length > 0) throw new VZapsValidationError(issues);
  const [method = '', declared = ''] = route.template.split(' ');
  const sent = route.takes || options.extra ? { ...(parsed.data as object), ...options.extra } : undefined;
  return {
    method,
    route: declared,
    path,
    query: method === 'GET' && sent ? toQuery(sent) : undefined,
    body: method === 'GET' || !sent ? undefined : toJson(sent),
    auth: route.account ? 'account' : 'instance',
    instanceToken: secret.data,
    repeatable: route.repeatable,
    gives: route.gives,
    options,
  };
}

/** Lists become repeated names; what is `undefined` or `null` is left out. */
export function toQuery(fields: object): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const each of [value].flat()) if (each !== undefined && each !== null) query.append(name, String(each));
  }
  return query;
}
