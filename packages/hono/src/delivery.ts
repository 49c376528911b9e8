import type { Delivery } from '@vzaps/core/webhooks';
import type { HonoRequest } from 'hono';
import { readStream } from './read-stream.ts';

const RAW_BODY_HINT =
  'Read the body with c.req.json(), c.req.text() or c.req.arrayBuffer(), which keep it, and not with c.req.raw or ' +
  'c.req.formData(). Or mount vzapsWebhook() above the middleware that reads it.';

/**
 * Describes a request for the receiver. It offers the bytes if they are available: in the unread stream, or in the
 * cache of `c.req`. After `c.req.formData()` only the fields are available, because the bytes that `c.req` makes of
 * them differ from the original ones.
 *
 * @param chunks Receives each chunk that is read from the stream.
 */
export async function toDelivery(req: HonoRequest, chunks?: Uint8Array[]): Promise<Delivery> {
  const { raw, bodyCache } = req;
  const request = { method: raw.method, target: raw.url, headers: raw.headers };
  if (!raw.bodyUsed) return { ...request, body: () => readStream(raw, chunks) };
  if (bodyCache.arrayBuffer ?? bodyCache.text ?? bodyCache.blob) {
    return { ...request, body: async () => new Uint8Array(await req.arrayBuffer()) };
  }
  const form = await bodyCache.formData;
  return { ...request, ...(form && { parsed: Object.fromEntries(form) }), rawBodyHint: RAW_BODY_HINT };
}
