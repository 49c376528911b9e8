import type * as z from 'zod';

export type Verb = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Method and path, with a `:name` for each parameter: `GET /instances/:instanceId/webhook`. */
export type Template = `${Verb} /${string}`;

/** The instance that a bound client calls. */
export interface InstanceBinding {
  readonly instanceId: string;
  readonly instanceToken: string | undefined;
}

/**
 * One line of the API: the path, the schema of the request and the schema of the response.
 *
 * `Full` holds the arguments of the method on a client, `Bound` those on a client of one instance (`never`: the method
 * is missing there). `Result` is what the method returns.
 */
export interface Route<Full extends unknown[] = unknown[], Bound extends unknown[] = unknown[], Result = unknown> {
  readonly template: Template;
  /** The parts of the template, which every call needs. */
  readonly method: string;
  readonly path: string;
  /** The names of the parameters in the path. */
  readonly pathParams: readonly string[];
  /** The names of the positional arguments before the options. `undefined`: the call takes one request object. */
  readonly order: readonly string[] | undefined;
  /**
   * Checks the fields that are not in the path and translates their names to VZaps' spelling. The result is the query
   * of a GET request, else the body. `undefined`: the route has no such fields.
   */
  readonly requestSchema: z.ZodType | undefined;
  /** Reads `data` of the response. */
  readonly responseSchema: z.ZodType;
  /** True if VZaps may receive the request twice without doing anything twice. */
  readonly repeatable: boolean;
  /** True if the route needs an access token. An instance token is not enough. */
  readonly requiresAccessToken: boolean;
  readonly isPaged: boolean;
  /** Never set. It carries the type parameters. */
  readonly types?: { full: Full; bound: Bound; result: Result };
}

export interface RouteSpec<RequestSchema extends z.ZodType, ResponseSchema extends z.ZodType> {
  readonly requestSchema?: RequestSchema;
  readonly responseSchema?: ResponseSchema;
  /** Default: false. */
  readonly repeatable?: boolean;
  /** Default: true for a route without an instance id. */
  readonly requiresAccessToken?: boolean;
}

/** True if the route belongs to one instance. Such a route is a method of a bound client. */
export function isInstanceRoute(template: Template, order: readonly string[] | undefined): boolean {
  return template.includes('/:instanceId') || order?.[0] === 'instanceId';
}
