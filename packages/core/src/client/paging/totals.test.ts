import { describe, expect, it } from 'vitest';
import { json, startServer } from '../test/server.ts';

const LOGS = '/instances/VZ1/webhook/logs/search';
const ALL = ['5', '4', '3', '2', '1'];

/** A delivery log with two entries per page and these totals. */
async function logOf(totals: (page: string[]) => object, at = (_requested: number): readonly string[] => ALL) {
  let requested = 0;
  const server = await startServer(({ path, body }, response) => {
    if (path.endsWith('/retry')) return json(response, { success: true, data: {} });
    const { page = 1 } = JSON.parse(body) as { page?: number };
    requested += 1;
    const ids = at(requested).slice((page - 1) * 2, page * 2);
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

describe('an iteration', () => {
  it.each([
    ['null as the totals', () => ({ total: null, total_pages: null })],
    ['0 as the totals', () => ({ total: 0, total_pages: 0 })],
    ['texts without digits as the totals', () => ({ total: '', total_pages: ' ' })],
    ['false and a fraction as the totals', () => ({ total: false, total_pages: 0.5 })],
    ['the length of the page as count', (page) => ({ count: page.length })],
    ['the length of the page as total', (page) => ({ total: page.length })],
    ['too small a number of pages', () => ({ total_pages: 1, total: 5 })],
    ['too small a total', () => ({ total_pages: 3, total: 2 })],
    ['null as page and size', () => ({ page: null, size: null })],
    ['a page size that its pages do not have', () => ({ size: 1_000 })],
    ['no totals', () => ({})],
  ] satisfies [string, (page: string[]) => object][])('yields every entry if VZaps sends %s', async (_kind, totals) => {
    const log = await logOf(totals);
    expect(await log.read()).toEqual(ALL);
    expect(await log.webhooks.retryFailedLogs()).toMatchObject({ total: 5, retried: 5, failed: 0 });
  });
});

it.each([{ total: 5, total_pages: 3 }, { total: '5', total_pages: '3' }, { total_elements: 5 }, { pages: 3 }])(
  'an iteration sends no request after the last page if VZaps sends %j',
  async (totals) => {
    const log = await logOf(() => totals);
    expect(await log.read()).toEqual(ALL);
    expect(log.requests()).toBe(3);
  },
);

it('an iteration goes on after a page of entries that it has seen before', async () => {
  const burst = ['7', '6', ...ALL];
  const log = await logOf(
    () => ({ total: burst.length, total_pages: 4 }),
    (requested) => (requested === 1 ? ALL : burst),
  );
  expect(await log.read()).toEqual(ALL);
});

it('an iteration yields no entry twice although many new entries came', async () => {
  const burst = ['9', '8', '7', '6', ...ALL];
  const log = await logOf(
    () => ({}),
    (requested) => (requested === 1 ? ALL : burst),
  );
  expect(await log.read()).toEqual(['5', '4', '7', '6', '3', '2', '1']);
});

it('a page has the totals that VZaps sends as numbers, and lacks the others', async () => {
  const log = await logOf(() => ({ total: '5', total_pages: null }));
  const { data } = await log.webhooks.searchLogs();
  expect(data).toEqual({ content: [{ id: '5' }, { id: '4' }], page: 1, size: 2, total: 5 });
});
