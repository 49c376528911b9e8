import { parseEvent } from '@vzaps/core/events';
import type { Outcome } from '@vzaps/core/webhooks';
import { samplePayload } from '@vzaps/testing';
import { expect, it } from 'vitest';
import type { Entry } from './entry.ts';
import { createFeed } from './feed.ts';

const handled = (payload: unknown): Outcome => ({ kind: 'handled', event: parseEvent(payload), instanceId: 'VZ1' });
const entriesOf = (feed: ReturnType<typeof createFeed>): Entry[] =>
  feed.itemsAfter(undefined).map(({ data }) => JSON.parse(data));

it('the feed keeps as many entries as its capacity, and drops the oldest', () => {
  const feed = createFeed(3);
  for (let index = 0; index < 10; index++)
    feed.add(handled(samplePayload('Message', { text: `${index}` })), { milliseconds: 1 });
  expect(entriesOf(feed).map(({ typed }) => typed)).toMatchObject([{ text: '7' }, { text: '8' }, { text: '9' }]);
});

it('the feed cuts long strings and lists, and marks the cut', () => {
  const feed = createFeed();
  const conversations = Array.from({ length: 80 }, (_, id) => ({ id }));
  feed.add(handled(samplePayload('Message', { text: 'x'.repeat(5_000) })), { milliseconds: 1 });
  feed.add(handled(samplePayload('HistorySync', { conversations })), { milliseconds: 1 });
  const [message, history] = feed.itemsAfter(undefined);
  expect(message?.data).toContain('x… (1000 more characters)');
  expect(history?.data).toContain('… (30 more)');
});

it('the feed keeps at most 64 kB of one event', () => {
  const feed = createFeed();
  const conversations = Array.from({ length: 50 }, () => ({ text: 'x'.repeat(4_000) }));
  feed.add(handled(samplePayload('HistorySync', { conversations })), { milliseconds: 1 });
  const [entry] = entriesOf(feed);
  expect(entry).toMatchObject({
    type: 'HistorySync',
    reason: expect.stringMatching(/^too long to show: \d+ characters/),
  });
  expect(entry).not.toHaveProperty('raw');
});

it('waitForNext() resolves with true at the next entry, and with false after the timeout', async () => {
  const feed = createFeed();
  expect(await feed.waitForNext(1)).toBe(false);
  const next = feed.waitForNext(10_000);
  feed.add({ kind: 'method_not_allowed' }, { milliseconds: 1 });
  expect(await next).toBe(true);
});
