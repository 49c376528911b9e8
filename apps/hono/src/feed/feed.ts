import type { Outcome, OutcomeInfo } from '@vzaps/core/webhooks';
import { createEntry } from './entry.ts';
import { serializeEntry } from './serialize-entry.ts';

/** One entry as it is sent to the browser. */
export interface FeedItem {
  id: string;
  /** An `Entry` as JSON. */
  data: string;
}

export interface Feed {
  /** For the option `onOutcome` of a receiver. */
  add(outcome: Outcome, info: Pick<OutcomeInfo, 'milliseconds'>): void;
  /** Returns the items after the one with this id, or all items if the id is unknown. */
  itemsAfter(id: string | undefined): FeedItem[];
  /** Resolves with `true` at the next item or when the feed closes, and with `false` after the timeout. */
  waitForNext(timeoutMs: number): Promise<boolean>;
  readonly isClosed: boolean;
  /** Ends every stream. */
  close(): void;
}

/** Keeps the last `capacity` outcomes in memory. */
export function createFeed(capacity = 500): Feed {
  // A browser that reconnects to a restarted process sends an id of the old process, and gets all items.
  const processId = Date.now().toString(36);
  const items: FeedItem[] = [];
  const listeners = new Set<() => void>();
  let count = 0;
  let isClosed = false;
  const notify = (): void => {
    for (const listener of listeners) listener();
  };

  return {
    add(outcome, { milliseconds }) {
      count += 1;
      const id = `${processId}-${count}`;
      items.push({ id, data: serializeEntry(createEntry(id, outcome, milliseconds)) });
      if (items.length > capacity) items.shift();
      notify();
    },
    itemsAfter(id) {
      return items.slice(items.findIndex((item) => item.id === id) + 1);
    },
    waitForNext: (timeoutMs) =>
      new Promise((resolve) => {
        const settle = (hasNext: boolean): void => {
          clearTimeout(timer);
          listeners.delete(listener);
          resolve(hasNext);
        };
        const listener = (): void => settle(true);
        const timer = setTimeout(settle, timeoutMs, false);
        listeners.add(listener);
      }),
    get isClosed() {
      return isClosed;
    },
    close() {
      isClosed = true;
      notify();
    },
  };
}
