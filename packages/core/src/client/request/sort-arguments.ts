import type { CallOptions, InstanceCallOptions } from '../options.ts';
import type { InstanceBinding, Route } from '../routes/route.ts';
import { paramsOf } from './fill-path.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The arguments of a call by purpose. They are not checked yet. */
export interface CallArguments {
  /** The parameters of the path, by name. */
  readonly params: Fields;
  /** The other fields, for the body or the query. */
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
  const names = paramsOf(route.template);
  const fields: Record<string, unknown> = { ...request };
  const params = Object.fromEntries(names.map((name) => [name, request[name]]));
  for (const name of names) delete fields[name];
  const instanceToken = fields.instanceToken || options.instanceToken || binding?.instanceToken;
  delete fields.instanceToken;
  return { params, fields, instanceToken, options };
}

interface RequestAndOptions {
  request: Fields;
  options: InstanceCallOptions;
}

function readRequestObject(
  [request, options]: readonly unknown[],
  binding: InstanceBinding | undefined,
): RequestAndOptions {
  const own = binding && { instanceId: binding.instanceId };
  return { request: { ...own, ...(request as Fields | undefined), ...own }, options: { ...(options as CallOptions) } };
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
  return { request, options: { ...(all[order.length] as CallOptions) } };
}
