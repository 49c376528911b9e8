import { invalidOption } from '@vzaps/core/webhooks';

/** @throws VZapsError `INVALID_OPTION` if `receiver` has no such method, such as the options of a receiver. */
export function checkReceiver(owner: string, receiver: unknown, method: 'receive' | 'verify'): void {
  if (typeof (receiver as Record<string, unknown> | null | undefined)?.[method] === 'function') return;
  throw invalidOption(owner, 'receiver', receiver, 'a receiver', `Write ${owner}(createReceiver({ verify })).`);
}
