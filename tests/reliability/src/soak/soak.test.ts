import { expect, it } from 'vitest';
import { printFigures } from '../print-figures.ts';
import { seed } from '../seed.ts';
import { start } from '../site/process.ts';
import { growth, type Measure } from './measure.ts';

interface Round extends Measure {
  signals: number;
  outcomes: Record<string, number>;
  events: number;
  trouble: string[];
}

// More than the store remembers.
const WARM_UP = 50_000;
const ROUNDS = 10;
const ROUND = 50_000;

it('takes 500 000 events as fast as they go, and holds no more at the end than at the start', async () => {
  const child = await start('soak/soak.main', { seed }, ['--expose-gc']);
  const rounds = [(await child.ask({ count: WARM_UP })) as Round];
  const started = performance.now();
  for (let round = 0; round < ROUNDS; round += 1) rounds.push((await child.ask({ count: ROUND })) as Round);
  const seconds = (performance.now() - started) / 1_000;
  await child.kill();

  const heaps = rounds.map(({ heap }) => heap / 2 ** 20);
  const [first, last] = [rounds[0] as Round, rounds.at(-1) as Round];
  printFigures('soak', {
    events: ROUNDS * ROUND,
    seconds,
    'events/s': Math.round((ROUNDS * ROUND) / seconds),
    ...last.outcomes,
    'MB after warm-up': heaps[0] as number,
    'MB at most': Math.max(...heaps),
    'growth %': growth(heaps) * 100,
  });
  expect(last.events - first.events).toBeGreaterThanOrEqual(ROUNDS * ROUND);
  expect(growth(heaps)).toBeLessThan(0.1);
  expect(last.resources).toEqual(first.resources);
  expect([last.listeners, last.signals]).toEqual([first.listeners, 0]);
  expect(last.trouble).toEqual([]);
});
