import { createRandom, type Random } from './random.ts';

/** `RELIABILITY_SEED=7` draws otherwise than usual, `RELIABILITY_SEED=random` as nobody knows; figures name it. */
export const seed = Number(process.env.RELIABILITY_SEED);

export function seeded(name: string): Random {
  return createRandom(seed).fork(name);
}
