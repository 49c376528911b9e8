import type { Page } from '../envelope.ts';
import type { FetchPage } from './paged.ts';

/**
 * Every entry from page `from` on. Entries that new ones pushed over to the next page come once; and a server that
 * answers the same page whatever it is asked does not keep us for ever.
 */
export async function* everyEntry(
  fetch: FetchPage<Page<unknown>>,
  from: number,
): AsyncGenerator<unknown, void, undefined> {
  let before: ReadonlySet<unknown> = new Set();
  for (let number = from; ; number++) {
    const { data } = await fetch(number === from ? undefined : number);
    const keys = data.content.map(keyOf);
    const fresh = data.content.filter((_entry, index) => !before.has(keys[index]));
    yield* fresh;
    if (fresh.length === 0 || isLast(data, number)) return;
    before = new Set(keys);
  }
}

function isLast({ content, size, total, totalPages }: Page<unknown>, number: number): boolean {
  if (totalPages !== undefined) return number >= totalPages;
  if (total !== undefined) return number * size >= total;
  return content.length < size;
}

function keyOf(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null) return entry;
  const { id, jid, phone } = entry as Readonly<Record<string, unknown>>;
  return id ?? jid ?? phone ?? JSON.stringify(entry);
}
