/**
 * Compares functions by CPU time, in interleaved rounds. Only ratios within one run are comparable: between two machines, or
 * two runs, the absolute times differ.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';

export interface Candidate {
  name: string;
  /** What one call does, so that no candidate is compared unfairly. */
  does: string;
  /** One call. The harness awaits a promise before the next call. */
  call?(): unknown;
  /** Instead of `call`, if another process does the work: CPU time of one call in a batch, in microseconds. */
  measure?(calls: number): Promise<number>;
  /** Runs before each batch of `calls` calls, and is not measured. */
  prepare?(calls: number): void;
  /** Ends what the candidate started. */
  stop?(): void;
  /** Takes the result of the last call of a batch. Throws if the call did something else than what is measured. */
  check?(result: unknown): void;
}

export interface Comparison {
  title: string;
  candidates: readonly Candidate[];
  /** The names of the candidates that the others are compared with. */
  baselines: readonly string[];
}

/** A median and its quartiles. */
interface Spread {
  q1: number;
  median: number;
  q3: number;
}

interface Row {
  name: string;
  does: string;
  /** CPU time of one call, in microseconds. */
  microseconds: Spread;
  /** Speed by baseline: 2 is twice as fast as the baseline. Each round has its own ratio. */
  speed: Record<string, Spread>;
}

interface Result {
  title: string;
  rows: Row[];
}

export interface Settings {
  rounds: number;
  /** CPU time of one batch, in milliseconds. */
  batchMs: number;
  /** Before the first round, in milliseconds for each candidate. */
  warmUpMs: number;
}

const FULL: Settings = { rounds: 41, batchMs: 8, warmUpMs: 150 };
/** Shows that each candidate runs. Its times mean nothing. */
const SMOKE: Settings = { rounds: 2, batchMs: 0.5, warmUpMs: 1 };

/** Takes `--smoke`, `--rounds <n>` and `--only <text>`, which selects comparisons by a part of their title. */
export function readArguments(args: readonly string[] = process.argv.slice(2)): { settings: Settings; only: string } {
  const argument = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const settings = args.includes('--smoke') ? SMOKE : FULL;
  return {
    settings: { ...settings, rounds: Number(argument('--rounds') ?? settings.rounds) },
    only: argument('--only') ?? '',
  };
}

/** Measures all candidates of a comparison. The order of the candidates changes with each round. */
export async function compare(comparison: Comparison, settings: Settings): Promise<Result> {
  const { candidates, title, baselines } = comparison;
  const times = new Map(candidates.map((candidate) => [candidate, [] as number[]]));
  const calls = new Map<Candidate, number>();
  for (const candidate of candidates) calls.set(candidate, await warmUp(candidate, settings));
  for (let round = 0; round < settings.rounds; round += 1) {
    for (const candidate of shuffle(candidates)) {
      times.get(candidate)?.push(await measureBatch(candidate, calls.get(candidate) ?? 1));
    }
  }
  const timesOf = (name: string): number[] => {
    const found = candidates.find((candidate) => candidate.name === name);
    if (!found) throw new Error(`'${title}' has no candidate '${name}'`);
    return times.get(found) ?? [];
  };
  const rows = candidates.map(({ name, does }) => {
    const own = timesOf(name);
    const ratios = baselines.map((baseline) => {
      const theirs = timesOf(baseline);
      return [baseline, spreadOf(own.map((time, round) => (theirs[round] as number) / time))] as const;
    });
    return { name, does, microseconds: spreadOf(own), speed: Object.fromEntries(ratios) };
  });
  return { title, rows };
}

/** Prints one table for each comparison, and writes all of them to `bench/results/<name>.json`. */
export function report(name: string, results: readonly Result[], settings: Settings): void {
  for (const result of results) printTable(result);
  if (settings.rounds < FULL.rounds) return;
  const [cpu] = cpus();
  const machine = {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpu?.model ?? 'unknown',
  };
  // The bundle is in bench/node_modules/.cache/bench.
  const file = join(import.meta.dirname, '../../../results', `${name}.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ machine, settings, results }, null, 2)}\n`);
}

/** Calls a candidate until it is compiled. Returns how many calls make a batch. */
async function warmUp(candidate: Candidate, { batchMs, warmUpMs }: Settings): Promise<number> {
  let [calls, total, microseconds] = [1, 0, 0];
  do {
    microseconds = await measureBatch(candidate, calls);
    total += microseconds * calls;
    if (microseconds * calls < batchMs * 500) calls *= 2;
  } while (total < warmUpMs * 1_000);
  return Math.max(1, Math.round((batchMs * 1_000) / Math.max(microseconds, 0.01)));
}

/** CPU time of one call in microseconds, including that of garbage collection in other threads. */
async function measureBatch({ call, measure, prepare, check }: Candidate, calls: number): Promise<number> {
  if (measure) return measure(calls);
  prepare?.(calls);
  const start = process.cpuUsage();
  let result: unknown;
  for (let i = 0; i < calls; i += 1) {
    result = call?.();
    if (result instanceof Promise) result = await result;
  }
  const { user, system } = process.cpuUsage(start);
  check?.(result);
  return (user + system) / calls;
}

function shuffle<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part: number): number => Number((sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toPrecision(4));
  return { q1: at(0.25), median: at(0.5), q3: at(0.75) };
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
