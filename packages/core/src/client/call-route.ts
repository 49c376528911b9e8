import { isPromiseLike } from '../shared/maybe-promise.ts';
import { Paged } from './paging/paged.ts';
import { prepareRequest } from './request/prepare-request.ts';
import type { PreparedRequest } from './request/prepared-request.ts';
import { type CallArguments, sortArguments } from './request/sort-arguments.ts';
import type { Envelope, Page } from './response/envelope.ts';
import type { RouteCaller } from './routes/resource.ts';
import type { Route } from './routes/route.ts';

type Send = (request: PreparedRequest) => Promise<Envelope<unknown>>;

/** Makes the function that calls any route: sort the arguments, check them, send. A list sends when it is awaited. */
export function createRouteCaller(send: Send): RouteCaller {
  const callOnce = async (route: Route, args: CallArguments) => {
    const request = prepareRequest(route, args);
    return send(isPromiseLike(request) ? await request : request);
  };
  return (route, given, binding) => {
    const args = sortArguments(route, given, binding);
    if (!route.isPaged) return callOnce(route, args);
    const { page, pageSize, size = pageSize } = args.fields as { page?: number; pageSize?: number; size?: number };
    const fetchPage = async (number = page) => {
      const fields = number === undefined ? args.fields : { ...args.fields, page: number };
      const envelope = (await callOnce(route, { ...args, fields })) as Envelope<Page<unknown>>;
      const { data } = envelope;
      data.page ??= number ?? 1;
      data.size ??= size ?? data.content.length;
      return envelope;
    };
    return new Paged<Page<unknown>>(fetchPage, page ?? 1);
  };
}
