import type * as z from 'zod';
import type { CallOptions, InstanceCallOptions } from '../options.ts';
import type { Paged } from '../paging/paged.ts';
import type { Page } from '../response/envelope.ts';
import type { PathParams } from '../schema/path-param.ts';

/** Shows a type with its fields written out. Works on each member of a union. */
type Plain<T> = T extends unknown ? { [K in keyof T]: T[K] } : never;

/** The parameters of a path. `:name?` is optional. The value of `:name*` may contain slashes. */
type ParamsOf<Path extends string> = Path extends `${infer _}/:${infer Param}/${infer Rest}`
  ? ParamOf<Param> & ParamsOf<`/${Rest}`>
  : Path extends `${infer _}/:${infer Param}`
    ? ParamOf<Param>
    : unknown;
type ParamOf<Param extends string> = Param extends `${infer Name}?`
  ? { [K in Name]?: string | undefined }
  : Param extends `${infer Name}*`
    ? { [K in Name]: string }
    : { [K in Param]: K extends keyof PathParams ? PathParams[K] : string };

type InputOf<Schema> = [Schema] extends [never]
  ? unknown
  : [Schema] extends [z.ZodType]
    ? z.input<Schema> extends infer Input
      ? Input
      : never
    : unknown;
type ScopeOf<Path extends string> = Path extends `${string}:instanceId${string}`
  ? { instanceToken?: string | undefined }
  : unknown;

type Request<Path extends string, Schema> = Merge<ParamsOf<Path> & ScopeOf<Path>, InputOf<Schema>>;
type BoundRequest<Path extends string, Schema> = Merge<WithoutId<ParamsOf<Path>>, InputOf<Schema>>;
type Merge<A, B> = B extends unknown ? Plain<A & B> : never;
type WithoutId<T> = T extends { instanceId: string } ? Omit<T, 'instanceId'> : T;

/** `[request, options?]`. The request is optional if all its fields are. */
type OneRequest<R> =
  Record<never, never> extends R ? [request?: R, options?: CallOptions] : [request: R, options?: CallOptions];

/** The arguments of a `flat` route. */
export type FlatArguments<Path extends string, Schema> = OneRequest<Request<Path, Schema>>;
/** The same on a bound client. */
export type FlatBound<Path extends string, Schema> = Path extends `${string}:instanceId${string}`
  ? OneRequest<BoundRequest<Path, Schema>>
  : never;

type Positions<Order extends readonly string[], Schema> = Order extends readonly [
  infer Name,
  ...infer Rest extends readonly string[],
]
  ? [...(Name extends keyof Named<Schema> ? Named<Schema>[Name] : never), ...Positions<Rest, Schema>]
  : [];
interface Named<Schema> {
  instanceId: [instanceId: string];
  phone: [phone: string];
  path: [path: string];
  data: [data: InputOf<Schema>];
  'data?': [data?: InputOf<Schema>];
}

/** The arguments of a `positional` route. */
export type PositionalArguments<Order extends readonly string[], Schema> = [
  ...Positions<Order, Schema>,
  options?: Order extends readonly ['instanceId', ...string[]] ? InstanceCallOptions : CallOptions,
];
/** The same on a bound client. */
export type PositionalBound<Order extends readonly string[], Schema> = Order extends readonly [
  'instanceId',
  ...infer Rest extends readonly string[],
]
  ? [...Positions<Rest, Schema>, options?: CallOptions]
  : never;

/** What a route with pages returns. */
export type Listed<Schema> = Schema extends z.ZodType<infer P extends Page<unknown>> ? Paged<P> : never;
