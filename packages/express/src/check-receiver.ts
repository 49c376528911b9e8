import { invalidOption } from '@vzaps/core/webhooks';

/**
 * Tests for `receive`, because the options of a receiver have a function `verify`, too.
 *
 * @throws VZapsError `INVALID_OPTION`.
 */
export function checkReceiver(owner: string, receiver: unknown): void {
  if (typeof (receiver as { receive?: unknown } | null | undefined)?.receive === 'function') return;
  throw invalidOption(owner, 'receiver', receiver, 'a receiver', `Write ${owner}(createReceiver({ verify })).`);
}
