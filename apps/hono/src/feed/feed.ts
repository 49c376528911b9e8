import type { Outcome, OutcomeInfo } from '@vzaps/core/webhooks';
import { entryOf } from './entry.ts';
import { toText } from './to-text.ts';

/** One entry as it goes to the browser. */
export interface Line {
  id: string;
  /** JSON of an `Entry`. */
  data: string;
}

export interface Feed {
  /** For a receiver's `onOutcome`. */
  add(outcome: Outcome, info: Pick<OutcomeInfo, 'milliseconds'>): void;
  /** What came after the line of this id; all that is kept, where the id is unknown or forgotten. */
  after(id: string | undefined): Line[];
  /** Settles with `true` at the next line or when the feed closes, with `false` when nothing came in time. */
  news(milliseconds: number): Promise<boolean>;
  readonly closed: boolean;
  /** Ends every stream. */
  close(): void;
}

/** The last `most` outcomes, in memory. */
export function createFeed(most = 500): Feed {
  // Lines of another process have other ids: a browser that comes back to a new one gets all of its lines.
  const process = Date.now().toString(36);
  const lines: Line[] = [];
  const waiting = new Set<() => void>();
  let count = 0;
  let closed = false;
  const wake = (): void => {
    for (const each of waiting) each();
  };

  return {
    add(outcome, { milliseconds }) {
      count += 1;
      const id = `${process}-${count}`;
      lines.push({ id, data: toText(entryOf(id, outcome, milliseconds)) });
      if (lines.length > most) lines.shift();
      wake();
    },
    after(id) {
      return lines.slice(lines.findIndex((line) => line.id === id) + 1);
    },
    news: (milliseconds) =>
      new Promise((resolve) => {
        const settle = (came: boolean): void => {
          clearTimeout(timer);
          waiting.delete(news);
          resolve(came);
        };
        const news = (): void => settle(true);
        const timer = setTimeout(settle, milliseconds, false);
        waiting.add(news);
      }),
    get closed() {
      return closed;
    },
    close() {
      closed = true;
      wake();
    },
  };
}
