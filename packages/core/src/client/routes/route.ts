import type * as z from 'zod';

export type Verb = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Template = `${Verb} /${string}`;

/**
 * One line of the API: what goes where, and what comes back. `Full` and `Bound` are the arguments of the method on a
 * client and on a client bound to one instance (`never`: not there); `Result` is what the method returns.
 */
export interface Route<Full extends unknown[] = unknown[], Bound extends unknown[] = unknown[], Result = unknown> {
  readonly template: Template;
  /** Positional arguments before the options, by name; absent where the call takes one request object. */
  readonly order: readonly string[] | undefined;
  /** Checks the fields that are not in the path, and gives them VZaps' spelling. GET: the query; else the body. */
  readonly takes: z.ZodType | undefined;
  readonly gives: z.ZodType;
  /** Whether a request that VZaps may have taken can be sent again without doing anything twice. */
  readonly repeatable: boolean;
  /** Whether only the owner's token opens it: an instance token does not. */
  readonly account: boolean;
  readonly paged: boolean;
  /** Never set: carries the types. */
  readonly types?: { full: Full; bound: Bound; result: Result };
}

export interface RouteSpec<Takes extends z.ZodType, Gives extends z.ZodType> {
  readonly takes?: Takes;
  readonly gives?: Gives;
  readonly repeatable?: boolean;
  readonly account?: boolean;
}
