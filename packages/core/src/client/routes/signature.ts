import type * as z from 'zod';
import type { CallOptions, InstanceCallOptions } from '../options.ts';
import type { Paged } from '../paging/paged.ts';
import type { Page } from '../response/envelope.ts';
import type { PathParams } from '../schema/path-param.ts';

/** Shows a type as what it is made of. Works on each member of a union. */
type Plain<T> = T extends unknown ? { [K in keyof T]: T[K] } : never;

/** The names behind `:` in a path; `:name?` is optional, `:name*` may hold slashes. */
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

type InputOf<Takes> = [Takes] extends [never]
  ? unknown
  : [Takes] extends [z.ZodType]
    ? z.input<Takes> extends infer I
      ? I
      : never
    : unknown;
type ScopeOf<Path extends string> = Path extends `${string}:instanceId${string}`
  ? { instanceToken?: string | undefined }
  : unknown;

type Request<Path extends string, Takes> = Merge<ParamsOf<Path> & ScopeOf<Path>, InputOf<Takes>>;
type BoundRequest<Path extends string, Takes> = Merge<WithoutId<ParamsOf<Path>>, InputOf<Takes>>;
type Merge<A, B> = B extends unknown ? Plain<A & B> : never;
type WithoutId<T> = T extends { instanceId: string } ? Omit<T, 'instanceId'> : T;

/** `[request, options?]`, the request being optional where all of it is. */
type OneRequest<R> =
  Record<never, never> extends R ? [request?: R, options?: CallOptions] : [request: R, options?: CallOptions];

export type FlatArguments<Path extends string, Takes> = OneRequest<Request<Path, Takes>>;
export type FlatBound<Path extends string, Takes> = Path extends `${string}:instanceId${string}`
  ? OneRequest<BoundRequest<Path, Takes>>
  : never;

type Positions<Order extends readonly string[], Takes> = Order extends readonly [
  infer Name,
  ...infer Rest extends readonly string[],
]
  ? [...(Name extends keyof Named<Takes> ? Named<Takes>[Name] : never), ...Positions<Rest, Takes>]
  : [];
interface Named<Takes> {
  instanceId: [instanceId: string];
  phone: [phone: string];
  path: [path: string];
  data: [data: InputOf<Takes>];
  'data?': [data?: InputOf<Takes>];
}

export type PositionalArguments<Order extends readonly string[], Takes> = [
  ...Positions<Order, Takes>,
  options?: Order extends readonly ['instanceId', ...string[]] ? InstanceCallOptions : CallOptions,
];
export type PositionalBound<Order extends readonly string[], Takes> = Order extends readonly [
  'instanceId',
  ...infer Rest extends readonly string[],
]
  ? [...Positions<Rest, Takes>, options?: CallOptions]
  : never;

export type Listed<Gives> = Gives extends z.ZodType<infer P extends Page<unknown>> ? Paged<P> : never;
