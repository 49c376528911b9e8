import * as z from 'zod';
import type { Page } from '../response/envelope.ts';
import { count } from './common.ts';
import { answer, list } from './response-object.ts';

/** What every list takes. */
export const pageNumber = z.int().min(1).optional();
export const pageSize = z.int().min(1).max(1_000).optional();

// What is no count tells nothing: the iteration would take it for one.
const told = count.optional().catch(undefined);

/**
 * A page of a list. VZaps calls the entries `content` where the documentation shows them; `names` are other likely
 * places, `more` are fields beside it, and a bare array counts as a page. Page and size are filled in from the request
 * where they are absent.
 */
export function page<T extends z.ZodType, M extends Readonly<Record<string, z.ZodType>>>(
  item: T,
  more: M,
  names: readonly string[] = [],
) {
  const shape = answer(
    {
      ...more,
      content: list(item),
      page: told,
      size: told,
      total: told,
      totalPages: told,
    },
    {
      content: names,
      size: ['page_size', 'pageSize'],
      // Not `count`: that may as well be of this page alone.
      total: ['total_elements', 'total_items'],
      totalPages: ['pages'],
    },
  );
  const asObject = (input: unknown) => (Array.isArray(input) || input === null ? { content: input } : input);
  return z.preprocess(asObject, shape) as unknown as z.ZodType<Page<z.output<T>> & z.output<z.ZodObject<M>>>;
}
