import type { CallOptions, InstanceCallOptions } from '../options.ts';
import type { Route } from '../routes/route.ts';
import { paramsOf } from './fill-path.ts';

/** The instance that a bound client speaks for. */
export interface Binding {
  readonly instanceId: string;
  readonly instanceToken: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** What a method was called with, sorted; nothing is checked yet. */
export interface Arguments {
  /** By name, for the path. */
  readonly params: Fields;
  /** What is left, for the body or the query. */
  readonly fields: Fields;
  readonly instanceToken: unknown;
  readonly options: CallOptions;
}

export function sortArguments(route: Route, given: readonly unknown[], binding: Binding | undefined): Arguments {
  const { request, options } = route.order ? byPosition(route.order, given, binding) : asRequest(given, binding);
  const names = paramsOf(route.template);
  const fields: Record<string, unknown> = { ...request };
  const params = Object.fromEntries(names.map((name) => [name, request[name]]));
  for (const name of names) delete fields[name];
  const instanceToken = fields.instanceToken || options.instanceToken || binding?.instanceToken;
  delete fields.instanceToken;
  return { params, fields, instanceToken, options };
}

interface Called {
  request: Fields;
  options: InstanceCallOptions;
}

function asRequest([request, options]: readonly unknown[], binding: Binding | undefined): Called {
  const own = binding && { instanceId: binding.instanceId };
  return { request: { ...own, ...(request as Fields | undefined), ...own }, options: { ...(options as CallOptions) } };
}

function byPosition(order: readonly string[], given: readonly unknown[], binding: Binding | undefined): Called {
  const own = binding && order[0] === 'instanceId';
  const all = own ? [binding.instanceId, ...given] : given;
  const data = order.findIndex((name) => name.startsWith('data'));
  const named = order.flatMap((name, index) => (index === data ? [] : [[name, all[index]] as const]));
  // From entries, so that `__proto__` is a field like others. What is positional wins over what stands in `data`.
  const request = Object.fromEntries([...Object.entries(Object(all[data]) as Fields), ...named]);
  return { request, options: { ...(all[order.length] as CallOptions) } };
}
