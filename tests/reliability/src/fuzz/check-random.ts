import fc from 'fast-check';
import { type Random, randomFrom } from '../random.ts';
import { createSeededRandom } from '../seed.ts';

/**
 * Calls `check` with random values, `runs` times. When `check` throws, fast-check searches for a smaller input that fails
 * too, and reports that one.
 */
export async function checkRandom(name: string, runs: number, check: (random: Random) => Promise<void>): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.gen(), (generate) => check(randomOf(generate))),
    {
      seed: createSeededRandom(name).below(2 ** 31),
      numRuns: runs,
      interruptAfterTimeLimit: 300_000,
      markInterruptAsFailure: true,
    },
  );
}

/** Without bias: by default fast-check prefers small values, and requests that wait for a timeout would be frequent. */
const uniform = (count: number): fc.Arbitrary<number> => fc.noBias(fc.nat({ max: count - 1 }));
const RESOLUTION = 2 ** 20;

/** Values shrink towards 0, the first item of a list, and `false`. */
function randomOf(generate: fc.GeneratorValue): Random {
  const below = (count: number): number => generate(uniform, Math.max(1, count));
  const random: Random = randomFrom({
    below,
    next: () => below(RESOLUTION) / RESOLUTION,
    chance: (probability) => below(RESOLUTION) >= RESOLUTION * (1 - probability),
    fork: () => random,
  });
  return random;
}
