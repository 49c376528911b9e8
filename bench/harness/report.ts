import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { FULL, type Settings } from './settings.ts';
import type { Result, Spread } from './types.ts';

/** Prints one table for each comparison, and writes all of them to `bench/results/<name>.json` if there were enough rounds. */
export function report(
  name: string,
  results: readonly Result[],
  settings: Partial<Settings> & { rounds: number },
  enoughRounds = FULL.rounds,
): void {
  for (const result of results) printTable(result);
  if (settings.rounds < enoughRounds || results.length === 0) return;
  const [cpu] = cpus();
  const machine = {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpu?.model ?? 'unknown',
  };
  // pnpm runs a script in the folder of its package.
  const file = join(process.cwd(), 'results', `${name}.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ machine, settings, results }, null, 2)}\n`);
}

function printTable({ title, rows }: Result): void {
  const baselines = Object.keys(rows[0]?.speed ?? {});
  const width = Math.max(...rows.map(({ name }) => name.length)) + 2;
  const heads = [...baselines.map((name) => `vs ${name}`), 'µs'].map((head) => head.padStart(26));
  console.log(`\n${title}\n${'speed ratio, median (quartiles)'.padEnd(width)}${heads.join('')}`);
  for (const { name, speed, microseconds } of rows) {
    const cells = [...baselines.map((baseline) => speed[baseline] as Spread), microseconds].map((spread) =>
      `${spread.median.toFixed(2)} (${spread.q1.toFixed(2)}–${spread.q3.toFixed(2)})`.padStart(26),
    );
    console.log(`${name.padEnd(width)}${cells.join('')}`);
  }
}
