import { InvalidArgumentError } from 'commander';

const UNITS_MS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A time as it was written, and what it means. */
export interface Moment {
  readonly text: string;
  readonly date: Date;
}

/** Reads a time: `2h` means two hours ago, and a date such as `2026-11-29T10:00` means itself. */
export function parseMoment(text: string): Moment {
  const [, count, unit = ''] = /^(\d+)(s|m|h|d)$/.exec(text) ?? [];
  const date = count ? new Date(Date.now() - Number(count) * (UNITS_MS[unit] ?? 0)) : new Date(text);
  if (Number.isNaN(date.getTime())) {
    throw new InvalidArgumentError('Write it like 30m, 2h, 3d, or 2026-11-29T10:00.');
  }
  return { text, date };
}

/** Reads a whole number of at least `minimum`. */
export function parseCount(minimum: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (!/^\d{1,15}$/.test(text) || count < minimum) {
      throw new InvalidArgumentError(`It must be a whole number of at least ${minimum}.`);
    }
    return count;
  };
}
