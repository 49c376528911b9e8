import { expect, it } from 'vitest';
import type { Page } from '../response/envelope.ts';
import { Paged } from './paged.ts';

/** A list with these pages. Requests for further pages get the last one. */
function listOf(pages: (Partial<Page<unknown>> & { content: unknown[] })[], from = 1) {
  const requested: (number | undefined)[] = [];
  const list = new Paged<Page<unknown>>(async (number) => {
    requested.push(number);
    const data = pages[(number ?? from) - 1] ?? pages.at(-1);
    return { code: 200, success: true, data: { page: number ?? from, size: 2, ...data } as Page<unknown> };
  }, from);
  return { list, requested };
}
const ids = (...names: string[]) => names.map((id) => ({ id }));
const all = async (list: AsyncIterable<unknown>) => {
  const seen: unknown[] = [];
  for await (const entry of list) seen.push((entry as { id?: string }).id ?? 'x');
  return seen.join('');
};

it('a list sends no request before it is awaited or iterated, and one request for two awaits', async () => {
  const { list, requested } = listOf([{ content: ids('a') }]);
  expect(requested).toEqual([]);
  expect(await list).toBe(await list);
  await list.finally(() => {});
  expect(requested).toEqual([undefined]);
});

it('an iteration ends at the last page by the totals, or at a page without entries', async () => {
  const first = ids('a', 'b');
  const second = ids('c', 'd');
  for (const totals of [{ totalPages: 2 }, { total: 4 }]) {
    const { list, requested } = listOf([
      { content: first, ...totals },
      { content: second, ...totals },
    ]);
    expect(await all(list)).toBe('abcd');
    expect(requested).toEqual([undefined, 2]);
  }
  const withoutTotals = listOf([{ content: first }, { content: ids('c') }, { content: [] }, { content: ids('x') }]);
  expect(await all(withoutTotals.list)).toBe('abc');
  expect(await all(listOf([{ content: first }, { content: [] }]).list)).toBe('ab');
});

it('an iteration requests no page after a page that is not full and whose total agrees', async () => {
  const { list, requested } = listOf([{ content: ids('a', 'b'), size: 20, total: 2 }]);
  expect(await all(list)).toBe('ab');
  expect(requested).toHaveLength(1);
});

it('an iteration begins at the requested page', async () => {
  expect(await all(listOf([{ content: ids('a', 'b') }, { content: ids('c') }], 2).list)).toBe('c');
});

it('an iteration yields an entry once although new entries moved it to the next page', async () => {
  expect(await all(listOf([{ content: ids('c', 'b') }, { content: ids('b', 'a') }, { content: [] }]).list)).toBe('cba');
});

it('an iteration ends if the server sends the same page again and again', async () => {
  const { list, requested } = listOf([{ content: ids('a', 'b'), totalPages: 1_000_000 }]);
  expect(await all(list)).toBe('ab');
  expect(requested).toHaveLength(3);
  expect(await all(listOf([{ content: [{ x: 1 }, { x: 2 }] }]).list)).toBe('xx');
});

it('a failed request rejects the await and the iteration', async () => {
  const failing = new Paged<Page<unknown>>(() => Promise.reject(new Error('no')), 1);
  await expect(failing).rejects.toThrow('no');
  expect(await failing.catch(() => 'caught')).toBe('caught');
  await expect(all(failing)).rejects.toThrow('no');
});
