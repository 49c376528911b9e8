import * as z from 'zod';
import type { Page } from '../envelope.ts';
import { answer, list, maybe } from './answer.ts';

/** What every list takes. */
export const pageNumber = z.int().min(1).optional();
export const pageSize = z.int().min(1).max(1_000).optional();

/**
 * A page of a list. VZaps calls the entries `content` where the documentation shows them; `names` are other likely
 * places, and a bare array counts as the only page. Page and size are filled in from the request where they are absent.
 */
export function page<T extends z.ZodType>(item: T, names: readonly string[] = []): z.ZodType<Page<z.output<T>>> {
  const count = maybe(z.coerce.number().int());
  const shape = answer(
    { content: list(item), page: count, size: count, total: count, totalPages: count },
    {
      content: names,
      size: ['page_size', 'pageSize'],
      total: ['total_elements', 'total_items', 'count'],
      totalPages: ['pages'],
    },
  );
  const asObject = (input: unknown) => (Array.isArray(input) || input === null ? { content: input } : input);
  return z.preprocess(asObject, shape) as unknown as z.ZodType<Page<z.output<T>>>;
}
