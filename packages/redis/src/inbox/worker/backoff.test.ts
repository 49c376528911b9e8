import { expect, it } from 'vitest';
import { backoffDelay } from './backoff.ts';

const many = <T>(make: () => T): T[] => Array.from({ length: 200 }, make);

it.each([
  [1, 100],
  [2, 200],
  [3, 400],
  [5, 1_000],
  [50, 1_000],
])('backoffDelay after %i attempts is %i ms minus a random part of up to one half', (attempts, most) => {
  const delays = many(() => backoffDelay(attempts, { baseMs: 100, maxMs: 1_000 }));
  expect(Math.max(...delays)).toBeLessThanOrEqual(most);
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(most / 2);
  expect(new Set(delays).size).toBeGreaterThan(100);
});

it('backoffDelay lets eight attempts take about one and a half minutes by default', () => {
  const total = [1, 2, 3, 4, 5, 6, 7].reduce((sum, attempts) => sum + backoffDelay(attempts, {}), 0);
  expect(total).toBeGreaterThanOrEqual(61_500);
  expect(total).toBeLessThanOrEqual(123_000);
});
