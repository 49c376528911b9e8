import { expect, it } from 'vitest';
import { startProcess } from '../deployment/child-process.ts';
import { printResults } from '../print-results.ts';
import { seed } from '../seed.ts';
import { bySize } from '../size.ts';
import { growth, type Measurement } from './measure.ts';

interface Round extends Measurement {
  signalListeners: number;
  outcomes: Record<string, number>;
  events: number;
  errors: string[];
}

// This is more than the memory store remembers.
const WARM_UP = bySize(22_000, 50_000);
const ROUNDS = bySize(3, 10);
const EVENTS_PER_ROUND = bySize(8_000, 50_000);
// The table of the map in the memory store grows and shrinks by 0.8 MB. A leak of 100 bytes for each event exceeds both limits.
const MAX_GROWTH = bySize(0.24, 0.1);

it(`A receiver that takes ${ROUNDS * EVENTS_PER_ROUND} events holds no more memory, handles or listeners at the end than at the start`, async () => {
  const child = await startProcess('soak/soak.main', { seed }, ['--expose-gc']);
  const rounds = [(await child.ask({ count: WARM_UP })) as Round];
  const startedAt = performance.now();
  for (let round = 0; round < ROUNDS; round += 1) rounds.push((await child.ask({ count: EVENTS_PER_ROUND })) as Round);
  const seconds = (performance.now() - startedAt) / 1_000;
  await child.kill();

  const heaps = rounds.map(({ heap }) => heap / 2 ** 20);
  const [first, last] = [rounds[0] as Round, rounds.at(-1) as Round];
  printResults('soak', {
    events: ROUNDS * EVENTS_PER_ROUND,
    seconds,
    'events/s': Math.round((ROUNDS * EVENTS_PER_ROUND) / seconds),
    ...last.outcomes,
    'MB after the warm-up': heaps[0] as number,
    'MB at most': Math.max(...heaps),
    'growth in %': growth(heaps) * 100,
  });
  expect(last.events - first.events).toBeGreaterThanOrEqual(ROUNDS * EVENTS_PER_ROUND);
  expect(growth(heaps)).toBeLessThan(MAX_GROWTH);
  expect(last.resources).toEqual(first.resources);
  expect([last.listeners, last.signalListeners]).toEqual([first.listeners, 0]);
  expect(last.errors).toEqual([]);
});
