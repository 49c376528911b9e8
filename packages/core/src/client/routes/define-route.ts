import type * as z from 'zod';
import type { Envelope } from '../response/envelope.ts';
import { opaque } from '../schema/common.ts';
import type { Route, RouteSpec, Template } from './route.ts';
import type { FlatArguments, FlatBound, Listed, PositionalArguments, PositionalBound } from './signature.ts';

/** A call that takes one request object: `messages.sendText({ instanceId, … }, options?)`. */
export function flat<P extends Template, T extends z.ZodType = never, G extends z.ZodType = z.ZodUnknown>(
  template: P,
  spec: RouteSpec<T, G> = {},
): Route<FlatArguments<P, T>, FlatBound<P, T>, Promise<Envelope<z.output<G>>>> {
  return build(template, undefined, spec);
}

/** As `flat`, for a list that comes in pages. */
export function flatPaged<P extends Template, T extends z.ZodType, G extends z.ZodType>(
  template: P,
  spec: RouteSpec<T, G>,
): Route<FlatArguments<P, T>, FlatBound<P, T>, Listed<G>> {
  return build(template, undefined, spec, true);
}

/** A call with positional arguments: `instances.update(instanceId, data, options?)`. `data?` may be left out. */
export function positional<
  P extends Template,
  const O extends readonly string[],
  T extends z.ZodType = never,
  G extends z.ZodType = z.ZodUnknown,
>(
  template: P,
  order: O,
  spec: RouteSpec<T, G> = {},
): Route<PositionalArguments<O, T>, PositionalBound<O, T>, Promise<Envelope<z.output<G>>>> {
  return build(template, order, spec);
}

/** As `positional`, for a list that comes in pages. */
export function positionalPaged<
  P extends Template,
  const O extends readonly string[],
  T extends z.ZodType,
  G extends z.ZodType,
>(template: P, order: O, spec: RouteSpec<T, G>): Route<PositionalArguments<O, T>, PositionalBound<O, T>, Listed<G>> {
  return build(template, order, spec, true);
}

function build<F extends unknown[], B extends unknown[], R>(
  template: Template,
  order: readonly string[] | undefined,
  { takes, gives, repeatable = false, account }: RouteSpec<z.ZodType, z.ZodType>,
  paged = false,
): Route<F, B, R> {
  const scoped = template.includes(':instanceId') || order?.[0] === 'instanceId';
  return {
    template,
    order,
    takes,
    gives: gives ?? opaque,
    repeatable,
    account: account ?? !scoped,
    paged,
  };
}
