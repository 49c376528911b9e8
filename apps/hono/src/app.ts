import { type Handler, Hono, type MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { createEventStream } from './event-stream.ts';
import type { Feed } from './feed/feed.ts';
import { requireToken, type TokenSource } from './require-token.ts';

export interface AppOptions {
  feed: Feed;
  /** `vzapsWebhook(…)`, with a receiver that writes into the feed. */
  webhook: Handler;
  /** Serves the files of `page/`. */
  assets: MiddlewareHandler;
  token: TokenSource;
}

/** Creates the viewer for any runtime: the webhook, the page, and its stream of events. */
export function createApp({ feed, webhook, assets, token }: AppOptions): Hono {
  const app = new Hono();
  app.post('/webhooks/vzaps', webhook);
  app.use(contentSecurity, requireToken(token));
  app.get('/events', createEventStream(feed));
  app.get('*', noStore, assets);
  return app;
}

const NONE = ["'none'"];

/** The page shows the content of events only as text. If that ever fails, this policy still runs and sends nothing. */
const contentSecurity = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: NONE,
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    baseUri: NONE,
    formAction: NONE,
    frameAncestors: NONE,
    requireTrustedTypesFor: ["'script'"],
    trustedTypes: NONE,
  },
  strictTransportSecurity: false,
});

/** The page must not stay in the cache of a shared computer. */
const noStore: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('Cache-Control', 'no-store');
};
