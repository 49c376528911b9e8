import { createReceiver, EVENT_TYPES, type Receiver, type Verifier } from '@vzaps/hono';
import type { Feed } from './feed/feed.ts';

/** Writes each outcome into the feed. Its empty handler makes duplicates visible, which an unhandled event is not. */
export function createViewerReceiver(verify: Verifier, feed: Feed): Receiver {
  return createReceiver({ verify, onOutcome: feed.add }).on(EVENT_TYPES, () => {});
}
