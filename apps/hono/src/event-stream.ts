import type { Handler } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Feed } from './feed/feed.ts';

// Proxies take a silent connection for a dead one, often after 30 or 60 seconds.
const HEARTBEAT_MS = 15_000;
const RETRY_MS = 1_000;

/**
 * The feed as server-sent events: what is kept after the last event that the browser has, then what comes. Each
 * stream remembers only where it is, so a slow reader costs nothing but its own place. Ends when the feed closes.
 */
export function eventStream(feed: Feed): Handler {
  return (c) => {
    c.header('X-Accel-Buffering', 'no');
    const response = streamSSE(c, async (stream) => {
      let last = c.req.header('last-event-id') ?? c.req.query('after');
      await stream.write(`retry: ${RETRY_MS}\n\n`);
      while (!feed.closed && !stream.aborted) {
        const lines = feed.after(last);
        for (const line of lines) await stream.writeSSE(line);
        last = lines.at(-1)?.id ?? last;
        if (lines.length === 0 && !(await feed.news(HEARTBEAT_MS))) await stream.write(': still here\n\n');
      }
    });
    // A browser comes back over a connection that it may keep, and so would hold a server that wants to end.
    response.headers.set('Connection', 'close');
    return response;
  };
}
