import { type InstanceBinding, isInstanceRoute, type Route } from './route.ts';

export type Routes = Readonly<Record<string, Route>>;

type FullOf<R> = R extends Route<infer Full, infer _Bound, infer _Result> ? Full : never;
type BoundOf<R> = R extends Route<infer _Full, infer Bound, infer _Result> ? Bound : never;
type ResultOf<R> = R extends Route<infer _Full, infer _Bound, infer Result> ? Result : never;

/** The methods of a group of routes, such as `client.messages`. */
export type Resource<T extends Routes> = {
  readonly [K in keyof T]: (...args: FullOf<T[K]>) => ResultOf<T[K]>;
};

/** The same methods on a bound client. Routes that belong to no instance are missing. */
export type BoundResource<T extends Routes> = {
  readonly [K in keyof T as [BoundOf<T[K]>] extends [never] ? never : K]: (...args: BoundOf<T[K]>) => ResultOf<T[K]>;
};

/** Makes the call of a route. */
export type RouteCaller = (route: Route, args: readonly unknown[], binding: InstanceBinding | undefined) => unknown;

export function createResource<T extends Routes>(routes: T, call: RouteCaller): Resource<T> {
  const methods = Object.entries(routes).map(([name, route]) => [
    name,
    (...args: unknown[]) => call(route, args, undefined),
  ]);
  return Object.fromEntries(methods);
}

export function createBoundResource<T extends Routes>(
  routes: T,
  call: RouteCaller,
  binding: InstanceBinding,
): BoundResource<T> {
  const methods = Object.entries(routes)
    .filter(([, { template, order }]) => isInstanceRoute(template, order))
    .map(([name, route]) => [name, (...args: unknown[]) => call(route, args, binding)]);
  return Object.fromEntries(methods);
}
