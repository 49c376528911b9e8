import { VZapsError } from '@vzaps/core/webhooks';
import { expect, it, vi } from 'vitest';
import { limitWarnings } from './warnings.ts';

const warning = new VZapsError('REDIS_NOT_DURABLE', 'a warning');

it('limitWarnings passes each code on at most once a minute', () => {
  const onWarning = vi.fn();
  const warn = limitWarnings(onWarning);
  for (const each of [warning, warning, new VZapsError('REDIS_UNAVAILABLE', 'another')]) warn(each);
  expect(onWarning.mock.calls.map(([{ code }]) => code)).toEqual(['REDIS_NOT_DURABLE', 'REDIS_UNAVAILABLE']);
});

it.each<[string, () => unknown]>([
  [
    'throws',
    () => {
      throw new Error('the logger is broken');
    },
  ],
  ['rejects', () => Promise.reject(new Error('the logger is broken'))],
])('limitWarnings ignores a handler that %s', async (_, onWarning) => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  expect(() => limitWarnings(onWarning)(warning)).not.toThrow();
  // Node reports an unhandled rejection after the microtasks.
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});
