import * as z from 'zod';
import { freeMap } from './common.ts';
import { id, text } from './id.ts';
import { pageNumber, pageSize } from './page.ts';
import { requestObject } from './request-object.ts';

/**
 * The request of `instances.list`. `search` is short for `filter: { query }` and is merged into a given filter.
 * `pageSize` is another name of `size`, as in VZaps' SDK.
 */
export const listInstancesRequest = requestObject(
  {
    page: pageNumber,
    pageSize,
    size: pageSize,
    search: text.optional(),
    filter: freeMap.optional(),
    sort: id.optional(),
    sortDesc: z.boolean().optional(),
  },
  { pageSize: 'size' },
).transform(({ search, ...rest }) => {
  if (typeof search !== 'string') return rest;
  return { ...rest, filter: { ...(rest.filter as object | undefined), query: search.trim() } };
});
