import * as z from 'zod';
import { freeMap } from './common.ts';
import { id, text } from './id.ts';
import { pageNumber, pageSize } from './page.ts';
import { requestObject } from './request-object.ts';

// VZaps' SDKs always send page and size. The documentation spells `sortDesc` in camelCase.
const DEFAULTS = { page: 1, size: 20, sortDesc: false };

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
  { pageSize: 'size', sortDesc: 'sortDesc' },
).transform(({ search, ...rest }) => {
  const request = { ...DEFAULTS, ...rest };
  if (typeof search !== 'string') return request;
  return { ...request, filter: { ...(rest.filter as object | undefined), query: search.trim() } };
});
