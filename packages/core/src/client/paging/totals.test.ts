import { describe, expect, it } from 'vitest';
import { json, startServer } from '../test/server.ts';

const LOGS = '/instances/VZ1/webhook/logs/search';
const ALL = ['5', '4', '3', '2', '1'];

/** A log of which VZaps shows two entries at a time, and tells `totals` beside them. */
async function logOf(totals: (page: string[]) => object, at = (_asked: number): readonly string[] => ALL) {
  let asked = 0;
  const server = await startServer(({ path, body }, response) => {
    if (path.endsWith('/retry')) return json(response, { success: true, data: {} });
    const { page = 1 } = JSON.parse(body) as { page?: number };
    asked += 1;
    const ids = at(asked).slice((page - 1) * 2, page * 2);
    json(response, { success: true, data: { content: ids.map((id) => ({ id })), page, size: 2, ...totals(ids) } });
  });
  const { webhooks } = server.client().forInstance('VZ1');
  const read = async () => {
    const seen: string[] = [];
    for await (const { id } of webhooks.searchLogs()) seen.push(id);
    return seen;
  };
  return { read, webhooks, requests: () => server.count(LOGS) };
}

describe('every entry is found where VZaps writes', () => {
  it.each([
    ['null for the totals', () => ({ total: null, total_pages: null })],
    ['0 for the totals', () => ({ total: 0, total_pages: 0 })],
    ['no digits for the total', () => ({ total: '', total_pages: ' ' })],
    ['false and fractions', () => ({ total: false, total_pages: 0.5 })],
    ['the page’s own count as count', (page) => ({ count: page.length })],
    ['the page’s own count as total', (page) => ({ total: page.length })],
    ['a number of pages that is too small', () => ({ total_pages: 1, total: 5 })],
    ['a total that is too small', () => ({ total_pages: 3, total: 2 })],
    ['null for page and size', () => ({ page: null, size: null })],
    ['a page size that is not kept', () => ({ size: 1_000 })],
    ['no totals', () => ({})],
  ] satisfies [string, (page: string[]) => object][])('%s', async (_what, totals) => {
    const log = await logOf(totals);
    expect(await log.read()).toEqual(ALL);
    expect(await log.webhooks.retryFailedLogs()).toMatchObject({ total: 5, retried: 5, failed: 0 });
  });
});

it.each([{ total: 5, total_pages: 3 }, { total: '5', total_pages: '3' }, { total_elements: 5 }, { pages: 3 }])(
  'no request is wasted where VZaps tells the end: %j',
  async (totals) => {
    const log = await logOf(() => totals);
    expect(await log.read()).toEqual(ALL);
    expect(log.requests()).toBe(3);
  },
);

it('a page is not the end because as many new entries came as fit on it', async () => {
  const burst = ['7', '6', ...ALL];
  const log = await logOf(
    () => ({ total: burst.length, total_pages: 4 }),
    (asked) => (asked === 1 ? ALL : burst),
  );
  expect(await log.read()).toEqual(ALL);
});

it('no entry comes twice though many new ones came', async () => {
  const burst = ['9', '8', '7', '6', ...ALL];
  const log = await logOf(
    () => ({}),
    (asked) => (asked === 1 ? ALL : burst),
  );
  expect(await log.read()).toEqual(['5', '4', '7', '6', '3', '2', '1']);
});

it('a page tells the totals as they are, or not at all', async () => {
  const log = await logOf(() => ({ total: '5', total_pages: null }));
  const { data } = await log.webhooks.searchLogs();
  expect(data).toEqual({ content: [{ id: '5' }, { id: '4' }], page: 1, size: 2, total: 5 });
});
