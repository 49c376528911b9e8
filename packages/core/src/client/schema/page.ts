import * as z from 'zod';
import type { Page } from '../response/envelope.ts';
import { count } from './common.ts';
import { list, responseObject } from './response-object.ts';

/** The requests of every list have the fields `page` and `size`. */
export const pageNumber = z.int().min(1).optional();
export const pageSize = z.int().min(1).max(1_000).optional();

// A wrong count is dropped. The iteration would rely on it.
const lenientCount = count.optional().catch(undefined);

/**
 * The schema of one page of a list. Page number and size are filled in from the request where they are absent.
 *
 * @param more Further fields beside the entries.
 * @param names Other places of the entries than `content`, which the documentation shows. A bare list is a page too.
 */
export function pageSchema<T extends z.ZodType, M extends Readonly<Record<string, z.ZodType>>>(
  item: T,
  more: M,
  names: readonly string[] = [],
) {
  const shape = responseObject(
    {
      ...more,
      content: list(item),
      page: lenientCount,
      size: lenientCount,
      total: lenientCount,
      totalPages: lenientCount,
    },
    {
      content: names,
      size: ['page_size', 'pageSize'],
      // `count` is not read: some servers write the length of this page there.
      total: ['total_elements', 'total_items'],
      totalPages: ['pages'],
    },
  );
  const toObject = (input: unknown) => (Array.isArray(input) || input === null ? { content: input } : input);
  return z.preprocess(toObject, shape) as unknown as z.ZodType<Page<z.output<T>> & z.output<z.ZodObject<M>>>;
}
