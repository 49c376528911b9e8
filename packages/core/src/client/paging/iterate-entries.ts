import type { Envelope, Page } from '../response/envelope.ts';

/** Requests a page. Without a number it requests the page that the caller named, or the first. */
export type FetchPage<P> = (page?: number) => Promise<Envelope<P>>;

// One page without new entries can happen: new entries moved the old ones to it. At the second one the server repeats
// itself.
const MAX_STALE_PAGES = 2;

/**
 * Yields every entry from page `from` on. Each entry comes once, although new entries move others to later pages.
 *
 * Ends at a page without entries, or earlier if the totals that VZaps sends agree with the entries seen. Also ends if
 * the server keeps repeating itself.
 */
export async function* iterateEntries(
  fetch: FetchPage<Page<unknown>>,
  from: number,
): AsyncGenerator<unknown, void, undefined> {
  const seen = new Set<unknown>();
  for (let number = from, stalePages = 0; stalePages < MAX_STALE_PAGES; number++) {
    const { data } = await fetch(number === from ? undefined : number);
    if (data.content.length === 0) return;
    const keys = data.content.map(getEntryKey);
    const fresh = data.content.filter((_entry, index) => !seen.has(keys[index]));
    for (const key of keys) seen.add(key);
    yield* fresh;
    if (isLastPage(data, number, (from - 1) * data.size + seen.size)) return;
    stalePages = fresh.length === 0 ? stalePages + 1 : 0;
  }
}

/**
 * Whether all totals that VZaps sends mark this page as the last one. A total that contradicts the entries seen (0, or
 * too few) is ignored. So is a total that may count this page alone, unless the page is not full: then it is the last
 * page anyway, and VZaps may refuse a page after it.
 */
function isLastPage({ content, size, total, totalPages }: Page<unknown>, number: number, seen: number): boolean {
  const countsAllPages = totalPages !== undefined || (total ?? 0) > content.length || content.length < size;
  const byTotal = total === undefined || (total === seen && countsAllPages);
  const byPages = totalPages === undefined || totalPages === number;
  return byTotal && byPages && (total !== undefined || totalPages !== undefined);
}

/** Identifies an entry. An entry without an id is identified by its whole content. */
function getEntryKey(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null) return entry;
  const { id, jid, groupId, phone } = entry as Readonly<Record<string, unknown>>;
  return id || jid || groupId || phone || JSON.stringify(entry);
}
