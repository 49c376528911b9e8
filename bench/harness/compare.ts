/**
 * Compares functions by CPU time, in interleaved rounds. Only ratios within one run are comparable: between two machines, or
 * two runs, the absolute times differ.
 */
import { setTimeout } from 'node:timers/promises';
import type { Settings } from './settings.ts';
import type { Candidate, Comparison, Result, Spread } from './types.ts';

/** Measures all candidates of a comparison. The order of the candidates changes with each round. */
export async function compare(comparison: Comparison, settings: Settings): Promise<Result> {
  const { title, baselines } = comparison;
  const candidates = comparison.candidates.map((create) => create());
  const times = new Map(candidates.map((candidate) => [candidate, [] as number[]]));
  const calls = new Map<Candidate, number>();
  for (const candidate of candidates) calls.set(candidate, await warmUp(candidate, settings));
  for (let round = 0; round < settings.rounds; round += 1) {
    for (const candidate of shuffle(candidates)) {
      times.get(candidate)?.push(await measureBatch(candidate, calls.get(candidate) ?? 1));
    }
  }
  for (const { stop } of candidates) stop?.();
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

// Microseconds. A call that takes milliseconds is not made thousands of times.
const MAX_WARM_UP_US = 2_500_000;

/** Calls a candidate until it is compiled. Returns how many calls make a batch. */
async function warmUp(candidate: Candidate, { batchMs, warmUpCalls }: Settings): Promise<number> {
  const { maxCalls = Number.POSITIVE_INFINITY } = candidate;
  let [calls, total, made, microseconds] = [1, 0, 0, 0];
  while (made < warmUpCalls && total < MAX_WARM_UP_US) {
    microseconds = await measureBatch(candidate, calls);
    // The compiler works in another thread, which needs time on a busy machine.
    await setTimeout(5);
    total += microseconds * calls;
    made += calls;
    if (microseconds * calls < batchMs * 500) calls = Math.min(calls * 2, maxCalls);
  }
  return Math.min(maxCalls, Math.max(1, Math.round((batchMs * 1_000) / Math.max(microseconds, 0.01))));
}

/** CPU time of one call in microseconds, including that of garbage collection in other threads. */
export async function measureBatch({ call, measure, prepare, check }: Candidate, calls: number): Promise<number> {
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

/** The median and the quartiles. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part: number): number => Number((sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toPrecision(4));
  return { q1: at(0.25), median: at(0.5), q3: at(0.75) };
}
