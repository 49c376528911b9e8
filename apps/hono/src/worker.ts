/** The application on Cloudflare Workers. One Durable Object gets every request, so it has every event. */
import { createUrlSigner, type Receiver } from '@vzaps/hono';
import { createInspector } from '@vzaps/inspector';
import type { Hono } from 'hono';
import { createApp } from './app.ts';
import { createInspectedReceiver } from './receiver.ts';

interface Fetcher {
  fetch(request: Request): Promise<Response>;
}

export interface Bindings {
  /** Secrets: `wrangler secret put …`. */
  WEBHOOK_SECRET: string;
  INSPECTOR_TOKEN: string;
  INSPECTOR: { idFromName(name: string): unknown; get(id: unknown): Fetcher };
}

/** The Durable Object. It keeps its memory while it is active, which it is while a browser shows the page. */
export class InspectedApp {
  readonly #app: Hono;

  constructor(_state: unknown, { WEBHOOK_SECRET, INSPECTOR_TOKEN }: Bindings) {
    const inspector = createInspector({ token: INSPECTOR_TOKEN, receiver: () => receiver });
    const { verify } = createUrlSigner({ secret: WEBHOOK_SECRET });
    const receiver: Receiver = createInspectedReceiver(verify, inspector);
    this.#app = createApp(receiver, inspector);
  }

  fetch(request: Request): Response | Promise<Response> {
    return this.#app.fetch(request);
  }
}

export default {
  fetch: (request: Request, { INSPECTOR }: Bindings): Promise<Response> =>
    INSPECTOR.get(INSPECTOR.idFromName('inspector')).fetch(request),
};
