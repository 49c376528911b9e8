import { EVENT_TYPES } from '@vzaps/core/events';
import { createReceiver, type Receiver, type Verifier } from '@vzaps/hono';
import type { Feed } from './feed/feed.ts';

/** Does nothing with an event; but as somebody waits for it, duplicates and twins are told from the first. */
export function createWatcher(verify: Verifier, feed: Feed): Receiver {
  return createReceiver({ verify, onOutcome: feed.add }).on(EVENT_TYPES, () => {});
}
