import * as z from 'zod';
import { issuesOf } from '../errors/to-validation-issues.ts';
import { type ValidationIssue, VZapsValidationError } from '../errors/validation-error.ts';
import type { Route } from '../routes/route.ts';
import { optionalToken } from '../schema/id.ts';
import { limits } from '../schema/limits.ts';
import { Unread } from '../schema/media/unread-media.ts';
import { wireName } from '../schema/wire-name.ts';
import { fillPath } from './fill-path.ts';
import type { Outgoing } from './prepared-request.ts';
import type { Arguments } from './sort-arguments.ts';
import { toJson } from './to-json.ts';
import { toQuery } from './to-query.ts';

const NOTHING = z.strictObject({});

/** Checks the arguments of a call; every problem is told at once, with the path of its field. */
export async function prepare(route: Route, { params, fields, instanceToken, options }: Arguments): Promise<Outgoing> {
  const issues: ValidationIssue[] = [];
  const path = fillPath(route.template, params, issues);
  const secret = optionalToken.safeParse(instanceToken);
  if (secret.error) issues.push(...issuesOf(secret.error.issues, ['instanceToken']));
  const limited = limits.safeParse(options);
  if (limited.error) issues.push(...issuesOf(limited.error.issues));
  const parsed = (route.takes ?? NOTHING).safeParse(fields);
  if (parsed.error) issues.push(...issuesOf(parsed.error.issues));
  if (issues.length > 0) throw new VZapsValidationError(issues);
  const [method = '', declared = ''] = route.template.split(' ');
  const taken = await readMedia(parsed.data as object, Object.keys(fields), options.signal);
  const sent = route.takes || options.extra ? { ...taken, ...options.extra } : undefined;
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

/** Reads what has to be read. A stream may never end: the caller's signal ends the wait for it. */
async function readMedia(taken: object, names: readonly string[], signal: AbortSignal | undefined): Promise<object> {
  const whole: Record<string, unknown> = { ...taken };
  for (const [wire, value] of Object.entries(whole)) {
    const name = names.find((each) => wireName(each) === wire) ?? wire;
    if (value instanceof Unread) whole[wire] = await value.read(name, signal);
  }
  return whole;
}
