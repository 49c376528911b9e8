import { parseEvent } from '@vzaps/core/events';
import type { Outcome } from '@vzaps/core/webhooks';
import { samplePayload } from '@vzaps/testing';
import { expect, it } from 'vitest';
import type { Entry } from './entry.ts';
import { createFeed } from './feed.ts';

const handled = (payload: unknown): Outcome => ({ kind: 'handled', event: parseEvent(payload), instanceId: 'VZ1' });
const entriesOf = (feed: ReturnType<typeof createFeed>): Entry[] =>
  feed.after(undefined).map(({ data }) => JSON.parse(data));

it('keeps so many, and forgets the oldest', () => {
  const feed = createFeed(3);
  for (let index = 0; index < 10; index++)
    feed.add(handled(samplePayload('Message', { text: `${index}` })), { milliseconds: 1 });
  expect(entriesOf(feed).map(({ typed }) => typed)).toMatchObject([{ text: '7' }, { text: '8' }, { text: '9' }]);
});

it('cuts long texts and lists, and says so', () => {
  const feed = createFeed();
  const conversations = Array.from({ length: 80 }, (_, id) => ({ id }));
  feed.add(handled(samplePayload('Message', { text: 'x'.repeat(5_000) })), { milliseconds: 1 });
  feed.add(handled(samplePayload('HistorySync', { conversations })), { milliseconds: 1 });
  const [message, history] = feed.after(undefined);
  expect(message?.data).toContain('x… (1000 more characters)');
  expect(history?.data).toContain('… (30 more)');
});

it('keeps no more than 64 kB of one event, however large it is', () => {
  const feed = createFeed();
  const conversations = Array.from({ length: 50 }, () => ({ text: 'x'.repeat(4_000) }));
  feed.add(handled(samplePayload('HistorySync', { conversations })), { milliseconds: 1 });
  const [entry] = entriesOf(feed);
  expect(entry).toMatchObject({ type: 'HistorySync', why: expect.stringMatching(/^too long to show: \d+ characters/) });
  expect(entry).not.toHaveProperty('raw');
});

it('tells whether there is news, and does not wait longer than it was asked to', async () => {
  const feed = createFeed();
  expect(await feed.news(1)).toBe(false);
  const news = feed.news(10_000);
  feed.add({ kind: 'method_not_allowed' }, { milliseconds: 1 });
  expect(await news).toBe(true);
});
