import { Paged } from './paging/paged.ts';
import { prepare } from './request/prepare-request.ts';
import type { Outgoing } from './request/prepared-request.ts';
import { type Arguments, type Binding, sortArguments } from './request/sort-arguments.ts';
import type { Envelope, Page } from './response/envelope.ts';
import type { Caller } from './routes/resource.ts';
import type { Route } from './routes/route.ts';

type Perform = (call: Outgoing) => Promise<Envelope<unknown>>;

/** The call of any route: sorted, checked, performed; a list waits until it is asked. */
export function callerOf(perform: Perform): Caller {
  const once = async (route: Route, args: Arguments) => perform(await prepare(route, args));
  return (route: Route, given: readonly unknown[], binding: Binding | undefined) => {
    const args = sortArguments(route, given, binding);
    if (!route.paged) return once(route, args);
    const { page, size } = args.fields as { page?: number; size?: number };
    const fetch = async (number = page) => {
      const fields = number === undefined ? args.fields : { ...args.fields, page: number };
      const answer = (await once(route, { ...args, fields })) as Envelope<Page<unknown>>;
      const { data } = answer;
      data.page ??= number ?? 1;
      data.size ??= size ?? data.content.length;
      return answer;
    };
    return new Paged<Page<unknown>>(fetch, page ?? 1);
  };
}
