import type { VZapsEvent } from '@vzaps/core/events';
import { createReceiver, type DownloadedMedia, type Receiver, unsafeSkipVerification } from '@vzaps/core/webhooks';
import type { InspectorClient } from '../options.ts';

/** Resolves with the file of a message, and with `undefined` for an event without a file. */
export type Download = (event: VZapsEvent, instanceId: string | undefined) => Promise<DownloadedMedia | undefined>;

const MAX_BYTES = 64 * 1024 * 1024;

/** Downloads the file of a message, as a handler would: `ctx.download()` reads no private address. */
export function createDownload(client: InspectorClient): Download {
  const files = new WeakMap<VZapsEvent, DownloadedMedia>();
  const receiver: Receiver = createReceiver({
    verify: unsafeSkipVerification(),
    client,
    idempotency: false,
    partialWaitMs: 0,
    onOutcome: [],
  }).on('Message', async (event, ctx) => {
    files.set(event, await ctx.download(event.media, { maxBytes: MAX_BYTES }));
  });
  return async (event: VZapsEvent, instanceId: string | undefined) => {
    const outcome = await receiver.dispatch(event, { ...(instanceId !== undefined && { instanceId }) });
    if (outcome.kind === 'failed') throw outcome.errors[0];
    return files.get(event);
  };
}
