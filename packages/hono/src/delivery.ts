import type { Delivery } from '@vzaps/core/webhooks';
import type { HonoRequest } from 'hono';
import { unreadBody } from './unread-body.ts';

const CURE =
  'Read the body with c.req.json(), c.req.text() or c.req.arrayBuffer(), which keep it, and not with c.req.raw or ' +
  'c.req.formData(); or mount vzapsWebhook() above what reads it.';

/**
 * The bytes where they can be had: still in the stream, or kept by `c.req` for whoever asks second. Of a form that
 * was read as one, the fields alone are left: what `c.req` makes of them again are other bytes. What is read of the
 * stream goes into `read`, too.
 */
export async function deliveryOf(req: HonoRequest, read?: Uint8Array[]): Promise<Delivery> {
  const { raw, bodyCache } = req;
  const request = { method: raw.method, target: raw.url, headers: raw.headers };
  if (!raw.bodyUsed) return { ...request, body: () => unreadBody(raw, read) };
  if (bodyCache.arrayBuffer ?? bodyCache.text ?? bodyCache.blob) {
    return { ...request, body: async () => new Uint8Array(await req.arrayBuffer()) };
  }
  const form = await bodyCache.formData;
  return { ...request, ...(form && { parsed: Object.fromEntries(form) }), rawBodyHint: CURE };
}
