import type { Bell } from './bell.ts';
import { type Lanes, SWEPT } from './lanes.ts';

export interface Sweeper {
  /** Nothing is left to do: where more lanes than are swept at once have lost their bell, the next ones are rung now. */
  idle(): void;
  stop(): void;
}

/** Rings, now and every so many milliseconds, the lanes where nobody has looked for as long. */
export function startSweeper(lanes: Pick<Lanes, 'sweep'>, bell: Pick<Bell, 'ring'>, milliseconds: number): Sweeper {
  let sweeping = false;
  let more = false;
  async function sweep(): Promise<void> {
    // While Redis is away one waits for it, and no others behind it.
    if (sweeping) return;
    sweeping = true;
    try {
      const found = await lanes.sweep(milliseconds);
      more = found.length >= SWEPT;
      for (const lane of found) bell.ring(lane);
    } catch {
      // Redis refuses; the next sweep is soon.
    } finally {
      sweeping = false;
    }
  }
  const timer = setInterval(sweep, milliseconds);
  sweep();
  return {
    idle: () => more && sweep(),
    stop: () => clearInterval(timer),
  };
}
