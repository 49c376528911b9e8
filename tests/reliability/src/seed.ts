import { createRandom, type Random } from './random.ts';

/** `RELIABILITY_SEED=…` repeats the draws of an earlier run. */
export const seed = Number(process.env.RELIABILITY_SEED);

export function seeded(name: string): Random {
  return createRandom(seed).fork(name);
}
