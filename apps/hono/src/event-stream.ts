import type { Handler } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Feed } from './feed/feed.ts';

/** Proxies often close a connection that is silent for 30 or 60 seconds. */
const HEARTBEAT_MS = 15_000;
const RECONNECT_MS = 1_000;

/**
 * Sends the feed as server-sent events: first the items after the last one that the browser has, then new items. A
 * stream stores only its position, so a slow browser needs no memory. The stream ends when the feed closes.
 */
export function createEventStream(feed: Feed): Handler {
  return (c) => {
    c.header('X-Accel-Buffering', 'no');
    const response = streamSSE(c, async (stream) => {
      let lastId = c.req.header('last-event-id') ?? c.req.query('after');
      await stream.write(`retry: ${RECONNECT_MS}\n\n`);
      while (!feed.isClosed && !stream.aborted) {
        const items = feed.itemsAfter(lastId);
        for (const item of items) await stream.writeSSE(item);
        lastId = items.at(-1)?.id ?? lastId;
        if (items.length === 0 && !(await feed.waitForNext(HEARTBEAT_MS))) await stream.write(': heartbeat\n\n');
      }
    });
    // A browser that reconnects over the same connection would keep a closing server alive.
    response.headers.set('Connection', 'close');
    return response;
  };
}
