import { omit } from '../omit.ts';
import type { CallOptions, InstanceCallOptions } from '../options.ts';
import type { InstanceBinding, Route } from '../routes/route.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The arguments of a call by purpose. They are not checked yet. */
export interface CallArguments {
  /** The parameters of the path, by name. */
  readonly params: Fields;
  /** The other fields, for the body or the query. A field that is `undefined` counts as absent. */
  readonly fields: Fields;
  readonly instanceToken: unknown;
  readonly options: CallOptions;
}

export function sortArguments(
  route: Route,
  given: readonly unknown[],
  binding: InstanceBinding | undefined,
): CallArguments {
  const { request, options } = route.order
    ? readPositional(route.order, given, binding)
    : readRequestObject(given, binding);
  const { pathParams } = route;
  const params: Record<string, unknown> = {};
  for (const name of pathParams) params[name] = request[name];
  // A copy without fields, since `delete` makes an object slow for whatever reads it afterwards.
  const fields = omit(
    request,
    (name, value) => value === undefined || name === 'instanceToken' || pathParams.includes(name),
  );
  const instanceToken = request.instanceToken || options.instanceToken || binding?.instanceToken;
  return { params, fields, instanceToken, options };
}

const NONE = {};

interface RequestAndOptions {
  request: Fields;
  options: InstanceCallOptions;
}

function readRequestObject(
  [request, options]: readonly unknown[],
  binding: InstanceBinding | undefined,
): RequestAndOptions {
  const given = (request ?? NONE) as Fields;
  return {
    request: binding ? { ...given, instanceId: binding.instanceId } : given,
    options: copyOptions(options),
  };
}

function readPositional(
  order: readonly string[],
  given: readonly unknown[],
  binding: InstanceBinding | undefined,
): RequestAndOptions {
  const isBound = binding && order[0] === 'instanceId';
  const all = isBound ? [binding.instanceId, ...given] : given;
  const dataAt = order.findIndex((name) => name.startsWith('data'));
  const named = order.flatMap((name, index) => (index === dataAt ? [] : [[name, all[index]] as const]));
  // `Object.fromEntries` keeps `__proto__` as an ordinary field. Positional arguments replace fields of `data`.
  const request = Object.fromEntries([...Object.entries(Object(all[dataAt]) as Fields), ...named]);
  return { request, options: copyOptions(all[order.length]) };
}

/** The caller may use its object for other calls while this one runs. */
function copyOptions(options: unknown): InstanceCallOptions {
  return options ? { ...options } : NONE;
}
