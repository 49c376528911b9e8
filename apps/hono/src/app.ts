import { type Handler, Hono, type MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { eventStream } from './event-stream.ts';
import type { Feed } from './feed/feed.ts';
import { gate, type TokenOf } from './gate.ts';

export interface Parts {
  feed: Feed;
  /** `vzapsWebhook(…)`, with the receiver that tells the feed. */
  webhook: Handler;
  /** Answers with the files of `page/`. */
  assets: MiddlewareHandler;
  token: TokenOf;
}

/** The viewer, on any runtime: deliveries come in, the page and its stream of events go out. */
export function createApp({ feed, webhook, assets, token }: Parts): Hono {
  const app = new Hono();
  app.post('/webhooks/vzaps', webhook);
  app.use(guarded, gate(token));
  app.get('/events', eventStream(feed));
  app.get('*', notKept, assets);
  return app;
}

const NONE = ["'none'"];

/** What events say is shown as text by the page; should that ever fail, nothing of it can run or be sent anywhere. */
const guarded = secureHeaders({
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

/** Nothing of the page is worth keeping on a shared computer. */
const notKept: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('Cache-Control', 'no-store');
};
