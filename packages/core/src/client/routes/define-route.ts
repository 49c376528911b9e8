import type * as z from 'zod';
import { paramsOf } from '../request/fill-path.ts';
import type { Envelope } from '../response/envelope.ts';
import { opaque } from '../schema/common.ts';
import { isInstanceRoute, type Route, type RouteSpec, type Template } from './route.ts';
import type { FlatArguments, FlatBound, Listed, PositionalArguments, PositionalBound } from './signature.ts';

/** A call with one request object: `messages.sendText({ instanceId, … }, options?)`. */
export function flat<P extends Template, Req extends z.ZodType = never, Res extends z.ZodType = z.ZodUnknown>(
  template: P,
  spec: RouteSpec<Req, Res> = {},
): Route<FlatArguments<P, Req>, FlatBound<P, Req>, Promise<Envelope<z.output<Res>>>> {
  return createRoute(template, undefined, spec);
}

/** Like `flat`, for a list with pages. */
export function flatPaged<P extends Template, Req extends z.ZodType, Res extends z.ZodType>(
  template: P,
  spec: RouteSpec<Req, Res>,
): Route<FlatArguments<P, Req>, FlatBound<P, Req>, Listed<Res>> {
  return createRoute(template, undefined, spec, true);
}

/**
 * A call with positional arguments: `instances.update(instanceId, data, options?)`. `'data?'` marks an optional one.
 */
export function positional<
  P extends Template,
  const Order extends readonly string[],
  Req extends z.ZodType = never,
  Res extends z.ZodType = z.ZodUnknown,
>(
  template: P,
  order: Order,
  spec: RouteSpec<Req, Res> = {},
): Route<PositionalArguments<Order, Req>, PositionalBound<Order, Req>, Promise<Envelope<z.output<Res>>>> {
  return createRoute(template, order, spec);
}

/** Like `positional`, for a list with pages. */
export function positionalPaged<
  P extends Template,
  const Order extends readonly string[],
  Req extends z.ZodType,
  Res extends z.ZodType,
>(
  template: P,
  order: Order,
  spec: RouteSpec<Req, Res>,
): Route<PositionalArguments<Order, Req>, PositionalBound<Order, Req>, Listed<Res>> {
  return createRoute(template, order, spec, true);
}

function createRoute<Full extends unknown[], Bound extends unknown[], Result>(
  template: Template,
  order: readonly string[] | undefined,
  { requestSchema, responseSchema, repeatable = false, requiresAccessToken }: RouteSpec<z.ZodType, z.ZodType>,
  isPaged = false,
): Route<Full, Bound, Result> {
  const [method = '', path = ''] = template.split(' ');
  return {
    template,
    method,
    path,
    pathParams: paramsOf(template),
    order,
    requestSchema,
    responseSchema: responseSchema ?? opaque,
    repeatable,
    requiresAccessToken: requiresAccessToken ?? !isInstanceRoute(template, order),
    isPaged,
  };
}
