import type * as z from 'zod';
import type { MaybePromise } from '../../shared/maybe-promise.ts';
import { toValidationIssues } from '../errors/to-validation-issues.ts';
import { type ValidationIssue, VZapsValidationError } from '../errors/validation-error.ts';
import type { CallOptions } from '../options.ts';
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
export function prepareRequest(route: Route, args: CallArguments): MaybePromise<PreparedRequest> {
  const { params, fields, options } = args;
  const issues: ValidationIssue[] = [];
  const path = fillPath(route.path, params, issues);
  const instanceToken = checkToken(args.instanceToken, issues);
  checkOptions(options, issues);
  const parsed = (route.requestSchema ?? NO_FIELDS).safeParse(fields);
  if (parsed.error) issues.push(...toValidationIssues(parsed.error.issues));
  if (issues.length > 0) throw new VZapsValidationError(issues);

  const wireFields = parsed.data as object;
  if (!hasUnreadMedia(wireFields)) return createRequest(route, path, instanceToken, wireFields, options);
  return readMedia(wireFields, Object.keys(fields), options.signal).then((complete) =>
    createRequest(route, path, instanceToken, complete, options),
  );
}

function createRequest(
  route: Route,
  path: string,
  instanceToken: string | undefined,
  wireFields: object,
  options: CallOptions,
): PreparedRequest {
  const { method } = route;
  const fields = options.extra ? { ...wireFields, ...options.extra } : wireFields;
  const content = route.requestSchema || options.extra ? fields : undefined;
  return {
    method,
    route: route.path,
    path,
    query: method === 'GET' && content ? toQuery(content) : undefined,
    body: method === 'GET' || !content ? undefined : toJson(content),
    auth: route.requiresAccessToken ? 'accessToken' : 'instance',
    instanceToken,
    repeatable: route.repeatable,
    responseSchema: route.responseSchema,
    options,
  };
}

function checkToken(given: unknown, issues: ValidationIssue[]): string | undefined {
  if (given === undefined) return undefined;
  const { data, error } = optionalToken.safeParse(given);
  if (error) issues.push(...toValidationIssues(error.issues, ['instanceToken']));
  return data;
}

function checkOptions(options: CallOptions, issues: ValidationIssue[]): void {
  // Most calls have no options.
  if (Object.keys(options).length === 0) return;
  const { error } = callOptions.safeParse(omitUndefined(options));
  if (error) issues.push(...toValidationIssues(error.issues));
}

function hasUnreadMedia(wireFields: object): boolean {
  return Object.values(wireFields).some((value) => value instanceof UnreadMedia);
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
