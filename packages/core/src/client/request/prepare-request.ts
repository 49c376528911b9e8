import type * as z from 'zod';
import { toValidationIssues } from '../errors/to-validation-issues.ts';
import { type ValidationIssue, VZapsValidationError } from '../errors/validation-error.ts';
import type { Route } from '../routes/route.ts';
import { callOptions, omitUndefined } from '../schema/call-options.ts';
import { optionalToken } from '../schema/id.ts';
import { UnreadMedia } from '../schema/media/unread-media.ts';
import { requestObject } from '../schema/request-object.ts';
import { toWireName } from '../schema/wire-name.ts';
import { fillPath } from './fill-path.ts';
import type { PreparedRequest } from './prepared-request.ts';
import type { CallArguments } from './sort-arguments.ts';
import { toJson } from './to-json.ts';
import { toQuery } from './to-query.ts';

const NO_FIELDS: z.ZodType = requestObject({});

/**
 * Checks the arguments of a call and turns them into a request.
 *
 * @throws VZapsValidationError with every problem and the path of its field.
 */
export async function prepareRequest(
  route: Route,
  { params, fields, instanceToken, options }: CallArguments,
): Promise<PreparedRequest> {
  const issues: ValidationIssue[] = [];
  const path = fillPath(route.template, params, issues);
  const token = optionalToken.safeParse(instanceToken);
  if (token.error) issues.push(...toValidationIssues(token.error.issues, ['instanceToken']));
  const checkedOptions = callOptions.safeParse(omitUndefined(options));
  if (checkedOptions.error) issues.push(...toValidationIssues(checkedOptions.error.issues));
  const parsed = (route.requestSchema ?? NO_FIELDS).safeParse(omitUndefined(fields));
  if (parsed.error) issues.push(...toValidationIssues(parsed.error.issues));
  if (issues.length > 0) throw new VZapsValidationError(issues);

  const [method = '', routePath = ''] = route.template.split(' ');
  const wireFields = await readMedia(parsed.data as object, Object.keys(fields), options.signal);
  const content = route.requestSchema || options.extra ? { ...wireFields, ...options.extra } : undefined;
  return {
    method,
    route: routePath,
    path,
    query: method === 'GET' && content ? toQuery(content) : undefined,
    body: method === 'GET' || !content ? undefined : toJson(content),
    auth: route.requiresAccessToken ? 'accessToken' : 'instance',
    instanceToken: token.data,
    repeatable: route.repeatable,
    responseSchema: route.responseSchema,
    options,
  };
}

/** Reads the media fields. A stream may never end, so the caller's signal ends the wait for it. */
async function readMedia(
  wireFields: object,
  names: readonly string[],
  signal: AbortSignal | undefined,
): Promise<object> {
  const complete: Record<string, unknown> = { ...wireFields };
  for (const [wireName, value] of Object.entries(complete)) {
    const name = names.find((each) => toWireName(each) === wireName) ?? wireName;
    if (value instanceof UnreadMedia) complete[wireName] = await value.read(name, signal);
  }
  return complete;
}
