/** A source of random values. */
export interface Random {
  /** From 0 up to, but not including, 1. */
  next(): number;
  /** A whole number from 0 up to, but not including, `count`. */
  below(count: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  shuffle<T>(list: readonly T[]): T[];
  /**
   * An independent source. Only the seed and the name decide its values, so that two parts of a test do not affect each
   * other.
   */
  fork(name: string): Random;
}

/** Mulberry32: 32 bits of state, the same values on every machine. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return randomFrom({
    next,
    fork: (name) =>
      createRandom([...name].reduce((hash, char) => Math.imul(hash ^ char.charCodeAt(0), 16777619), seed)),
  });
}

/** Completes a source. Without `below`, it is derived from `next`. */
export function randomFrom(source: Pick<Random, 'next' | 'fork'> & Partial<Pick<Random, 'below' | 'chance'>>): Random {
  const { next, fork, below = (count) => Math.floor(next() * count) } = source;
  return {
    next,
    fork,
    below,
    chance: source.chance ?? ((probability) => next() < probability),
    pick<T>(list: readonly T[]) {
      if (list.length === 0) throw new RangeError('The list is empty.');
      return list[below(list.length)] as T;
    },
    shuffle<T>(list: readonly T[]) {
      const shuffled = [...list];
      for (let last = shuffled.length - 1; last > 0; last -= 1) {
        const other = below(last + 1);
        [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
      }
      return shuffled;
    },
  };
}
