import { expect, it } from 'vitest';
import type { Page } from '../response/envelope.ts';
import { Paged } from './paged.ts';

/** A list whose pages are these; asked for others it answers the last. */
function listOf(pages: (Partial<Page<unknown>> & { content: unknown[] })[], from = 1) {
  const asked: (number | undefined)[] = [];
  const list = new Paged<Page<unknown>>(async (number) => {
    asked.push(number);
    const data = pages[(number ?? from) - 1] ?? pages.at(-1);
    return { code: 200, success: true, data: { page: number ?? from, size: 2, ...data } as Page<unknown> };
  }, from);
  return { list, asked };
}
const ids = (...names: string[]) => names.map((id) => ({ id }));
const all = async (list: AsyncIterable<unknown>) => {
  const seen: unknown[] = [];
  for await (const entry of list) seen.push((entry as { id?: string }).id ?? 'x');
  return seen.join('');
};

it('asks for nothing before it is awaited or iterated, and once however often it is awaited', async () => {
  const { list, asked } = listOf([{ content: ids('a') }]);
  expect(asked).toEqual([]);
  expect(await list).toBe(await list);
  await list.finally(() => {});
  expect(asked).toEqual([undefined]);
});

it('ends at the last page by the number of pages or the total, or else at a page without entries', async () => {
  const first = ids('a', 'b');
  const second = ids('c', 'd');
  for (const totals of [{ totalPages: 2 }, { total: 4 }]) {
    const { list, asked } = listOf([
      { content: first, ...totals },
      { content: second, ...totals },
    ]);
    expect(await all(list)).toBe('abcd');
    expect(asked).toEqual([undefined, 2]);
  }
  const untold = listOf([{ content: first }, { content: ids('c') }, { content: [] }, { content: ids('x') }]);
  expect(await all(untold.list)).toBe('abc');
  expect(await all(listOf([{ content: first }, { content: [] }]).list)).toBe('ab');
});

it('asks for nothing past a page that is not full and whose total agrees', async () => {
  const { list, asked } = listOf([{ content: ids('a', 'b'), size: 20, total: 2 }]);
  expect(await all(list)).toBe('ab');
  expect(asked).toHaveLength(1);
});

it('begins at the page that was asked for', async () => {
  expect(await all(listOf([{ content: ids('a', 'b') }, { content: ids('c') }], 2).list)).toBe('c');
});

it('gives an entry once that new ones pushed over to the next page', async () => {
  expect(await all(listOf([{ content: ids('c', 'b') }, { content: ids('b', 'a') }, { content: [] }]).list)).toBe('cba');
});

it('ends when the server answers the same page for ever', async () => {
  const { list, asked } = listOf([{ content: ids('a', 'b'), totalPages: 1_000_000 }]);
  expect(await all(list)).toBe('ab');
  expect(asked).toHaveLength(3);
  expect(await all(listOf([{ content: [{ x: 1 }, { x: 2 }] }]).list)).toBe('xx');
});

it('tells a failure to whoever awaits or iterates', async () => {
  const failing = new Paged<Page<unknown>>(() => Promise.reject(new Error('no')), 1);
  await expect(failing).rejects.toThrow('no');
  expect(await failing.catch(() => 'caught')).toBe('caught');
  await expect(all(failing)).rejects.toThrow('no');
});
