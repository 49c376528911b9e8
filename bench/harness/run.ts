import { compare } from './compare.ts';
import { isolate, serveCandidate } from './isolate.ts';
import { report } from './report.ts';
import { readArguments } from './settings.ts';
import type { Comparison } from './types.ts';

/**
 * Runs a bench whose candidates are functions: compares, prints the tables and what each candidate does, and writes the
 * results.
 *
 * @param bundle The file that runs.
 */
export async function runBench(name: string, bundle: string, comparisons: readonly Comparison[]): Promise<void> {
  if (serveCandidate(comparisons)) return;
  const { settings, only } = readArguments();
  const results = [];
  for (const comparison of comparisons.filter(({ title }) => title.includes(only))) {
    results.push(await compare(settings.isolated ? isolate(comparison, bundle) : comparison, settings));
  }
  report(name, results, settings);
  console.log('\nWhat one call does:');
  const does = new Map(results.flatMap(({ rows }) => rows.map((row) => [row.name, row.does])));
  const width = Math.max(...[...does.keys()].map((candidate) => candidate.length)) + 2;
  for (const [candidate, work] of does) console.log(`${candidate.padEnd(width)}${work}`);
}
