import type { Binding } from '../request/sort-arguments.ts';
import type { Route } from './route.ts';

export type Routes = Readonly<Record<string, Route>>;

type FullOf<R> = R extends Route<infer Full, infer _B, infer _R> ? Full : never;
type BoundOf<R> = R extends Route<infer _F, infer Bound, infer _R> ? Bound : never;
type ResultOf<R> = R extends Route<infer _F, infer _B, infer Result> ? Result : never;

/** The methods of a table of routes. */
export type Resource<T extends Routes> = {
  readonly [K in keyof T]: (...args: FullOf<T[K]>) => ResultOf<T[K]>;
};

/** The same with the instance bound; routes that belong to no instance are not there. */
export type BoundResource<T extends Routes> = {
  readonly [K in keyof T as [BoundOf<T[K]>] extends [never] ? never : K]: (...args: BoundOf<T[K]>) => ResultOf<T[K]>;
};

/** Makes the call of a route. */
export type Caller = (route: Route, args: readonly unknown[], binding: Binding | undefined) => unknown;

export function resource<T extends Routes>(routes: T, call: Caller): Resource<T> {
  const methods = Object.entries(routes).map(([name, route]) => [
    name,
    (...args: unknown[]) => call(route, args, undefined),
  ]);
  return Object.fromEntries(methods);
}

export function boundResource<T extends Routes>(routes: T, call: Caller, binding: Binding): BoundResource<T> {
  const methods = Object.entries(routes)
    .filter(([, { template, order }]) => template.includes('/:instanceId') || order?.[0] === 'instanceId')
    .map(([name, route]) => [name, (...args: unknown[]) => call(route, args, binding)]);
  return Object.fromEntries(methods);
}
