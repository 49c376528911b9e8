import type { Page } from '../response/envelope.ts';
import type { FetchPage } from './paged.ts';

// One such page may be new entries having pushed the old ones over; a second is a server that repeats itself.
const STALE_PAGES = 2;

/**
 * Every entry from page `from` on, each once, although new ones push the others over to the next pages. Ends at a page
 * without entries, or sooner where what VZaps tells of the end agrees with what was seen; and never goes on for ever
 * with a server that repeats itself.
 */
export async function* everyEntry(
  fetch: FetchPage<Page<unknown>>,
  from: number,
): AsyncGenerator<unknown, void, undefined> {
  const seen = new Set<unknown>();
  for (let number = from, stale = 0; stale < STALE_PAGES; number++) {
    const { data } = await fetch(number === from ? undefined : number);
    if (data.content.length === 0) return;
    const keys = data.content.map(keyOf);
    const fresh = data.content.filter((_entry, index) => !seen.has(keys[index]));
    for (const key of keys) seen.add(key);
    yield* fresh;
    if (isLast(data, number, (from - 1) * data.size + seen.size)) return;
    stale = fresh.length === 0 ? stale + 1 : 0;
  }
}

/**
 * Whether all that VZaps tells says so. What contradicts the entries seen (0, too few) says nothing, and neither does
 * a total that may be of this page alone; on a page that is not full it is the end all the same, and VZaps may refuse
 * a page past it.
 */
function isLast({ content, size, total, totalPages }: Page<unknown>, number: number, seen: number): boolean {
  const ofAll = totalPages !== undefined || (total ?? 0) > content.length || content.length < size;
  const byTotal = total === undefined || (total === seen && ofAll);
  const byPages = totalPages === undefined || totalPages === number;
  return byTotal && byPages && (total !== undefined || totalPages !== undefined);
}

/** What tells an entry from the others; of one without an id, all of it. */
function keyOf(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null) return entry;
  const { id, jid, groupId, phone } = entry as Readonly<Record<string, unknown>>;
  return id || jid || groupId || phone || JSON.stringify(entry);
}
