import { VZapsError } from '@vzaps/core/webhooks';
import { expect, it, vi } from 'vitest';
import { limitWarnings } from './warnings.ts';

const warning = new VZapsError('REDIS_NOT_DURABLE', 'a warning');

it('tells each code at most once a minute', () => {
  const tell = vi.fn();
  const warn = limitWarnings(tell);
  for (const each of [warning, warning, new VZapsError('REDIS_UNAVAILABLE', 'another')]) warn(each);
  expect(tell.mock.calls.map(([{ code }]) => code)).toEqual(['REDIS_NOT_DURABLE', 'REDIS_UNAVAILABLE']);
});

it.each<[string, () => unknown]>([
  [
    'throws',
    () => {
      throw new Error('the logger is broken');
    },
  ],
  ['rejects', () => Promise.reject(new Error('the logger is broken'))],
])('survives a listener that %s', async (_, tell) => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  expect(() => limitWarnings(tell)(warning)).not.toThrow();
  // What nobody has handled is told after the microtasks.
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});
