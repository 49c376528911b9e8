import { createRandom, type Random } from './random.ts';

/** The seed of this run: `RELIABILITY_SEED`, default 1. */
export const seed = Number(process.env.RELIABILITY_SEED);

export function createSeededRandom(name: string): Random {
  return createRandom(seed).fork(name);
}
