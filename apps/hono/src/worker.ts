/** The viewer on Cloudflare Workers. One Durable Object gets every request, so it has the feed and the receiver. */
import { createUrlSigner, vzapsWebhook } from '@vzaps/hono';
import type { Hono } from 'hono';
import { createApp } from './app.ts';
import { createFeed } from './feed/feed.ts';
import { createViewerReceiver } from './receiver.ts';

interface Fetcher {
  fetch(request: Request): Promise<Response>;
}

export interface Bindings {
  /** Secrets: `wrangler secret put …`. */
  WEBHOOK_SECRET: string;
  VIEWER_TOKEN: string;
  /** The files of `page/`. */
  ASSETS: Fetcher;
  VIEWER: { idFromName(name: string): unknown; get(id: unknown): Fetcher };
}

/** The Durable Object. It keeps its memory while it is active, which it is while a browser shows the page. */
export class Viewer {
  readonly #env: Bindings;
  readonly #app: Hono;

  constructor(_state: unknown, env: Bindings) {
    const feed = createFeed();
    this.#env = env;
    this.#app = createApp({
      feed,
      webhook: vzapsWebhook<{ Bindings: Bindings }>((c) =>
        createViewerReceiver(createUrlSigner({ secret: c.env.WEBHOOK_SECRET }).verify, feed),
      ),
      assets: async (c) => {
        const asset = await env.ASSETS.fetch(c.req.raw);
        // A copy, because the headers of the original cannot be changed.
        return new Response(asset.body, asset);
      },
      token: (c) => c.env.VIEWER_TOKEN,
    });
  }

  fetch(request: Request): Response | Promise<Response> {
    return this.#app.fetch(request, this.#env);
  }
}

export default {
  fetch: (request: Request, { VIEWER }: Bindings): Promise<Response> =>
    VIEWER.get(VIEWER.idFromName('viewer')).fetch(request),
};
