import { fork } from 'node:child_process';
import { once } from 'node:events';
import { measureBatch } from './compare.ts';
import type { Candidate, Comparison } from './types.ts';

const COMMAND = 'measure-candidate';

/**
 * Moves each candidate of a comparison to a process of its own, as applications run them. Only one process works at a time.
 *
 * In one process the candidates share compiled code and the heap. The code that two of them call is then compiled for both, and
 * the candidates that share most with others lose most: up to a third of the speed (measured on Node 20).
 *
 * @param bundle The file that runs, which calls `serveCandidate`.
 */
export function isolate(comparison: Comparison, bundle: string): Comparison {
  const { title } = comparison;
  const candidates = comparison.candidates.map((create, index) => () => startProcess(bundle, title, index, create()));
  return { ...comparison, candidates };
}

function startProcess(bundle: string, title: string, index: number, { name, does, maxCalls }: Candidate): Candidate {
  const child = fork(bundle, [COMMAND, title, String(index)]);
  child.on('exit', (code) => {
    if (code) throw new Error(`The process of '${name}' ended with the code ${code}.`);
  });
  return {
    name,
    does,
    ...(maxCalls !== undefined && { maxCalls }),
    async measure(calls) {
      child.send(calls);
      const [microseconds] = await once(child, 'message');
      return microseconds as number;
    },
    stop: () => child.disconnect(),
  };
}

/** In the process of a candidate: measures the batches that the parent asks for. Resolves with `false` in the parent. */
export function serveCandidate(comparisons: readonly Comparison[]): boolean {
  const [, , command, title, index] = process.argv;
  if (command !== COMMAND) return false;
  const candidate = comparisons.find((each) => each.title === title)?.candidates[Number(index)]?.();
  if (!candidate) throw new Error(`'${title}' has no candidate ${index}.`);
  process.on('message', async (calls: number) => process.send?.(await measureBatch(candidate, calls)));
  process.on('disconnect', () => process.exit());
  return true;
}
