import { expect, it, vi } from 'vitest';
import { unsafeSkipVerification } from '../verifiers/unsafe-skip-verification.ts';
import { createReceiver } from './create-receiver.ts';
import { lazyReceiver } from './lazy-receiver.ts';

const create = () => createReceiver({ verify: unsafeSkipVerification() });

it.each([
  ['createReceiver', create],
  ['lazyReceiver', () => lazyReceiver(create)],
])('%s() calls each listener of onClose() once, and close() waits for its promise', async (_, createOne) => {
  const receiver = createOne();
  const log: string[] = [];
  receiver.onClose(async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    log.push('slow');
  });
  receiver.onClose(() => {
    throw new Error('a listener that fails does not stop the others');
  });
  const removed = vi.fn();
  receiver.onClose(removed)();
  await Promise.all([receiver.close(), receiver.close()]);
  expect(log).toEqual(['slow']);
  expect(removed).not.toHaveBeenCalled();
  const late = vi.fn();
  receiver.onClose(late);
  expect(late).toHaveBeenCalledOnce();
});
