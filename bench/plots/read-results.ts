import { existsSync, readFileSync } from 'node:fs';

/** Figures with their median and quartiles, as `bench/results/*.json` holds them. */
interface Spread {
  q1: number;
  median: number;
  q3: number;
}

export interface Chart {
  title: string;
  /** The bars are compared with it. */
  baseline: string;
  bars: { name: string; does: string; speed: Spread }[];
}

interface Results {
  machine: { node: string; platform: string; cpu: string };
  settings: { rounds: number };
  results: { title: string; rows: { name: string; does: string; speed: Record<string, Spread> }[] }[];
}

/** Reads the results of a bench. Each comparison is one chart. Returns `undefined` if the bench has not been run. */
export function readResults(name: string): { charts: Chart[]; about: string } | undefined {
  const file = new URL(`../results/${name}.json`, import.meta.url);
  if (!existsSync(file)) return undefined;
  const { machine, settings, results } = JSON.parse(readFileSync(file, 'utf8')) as Results;
  const charts = results.map(({ title, rows }): Chart => {
    // The last baseline is the most interesting one: the other package.
    const baseline = Object.keys(rows[0]?.speed ?? {}).at(-1) ?? '';
    const bars = rows.flatMap(({ name: bar, does, speed }) => {
      const spread = speed[baseline];
      return spread ? [{ name: bar, does, speed: spread }] : [];
    });
    return { title, baseline, bars };
  });
  return { charts, about: `Node.js ${machine.node}, ${machine.platform}, medians of ${settings.rounds} rounds` };
}
