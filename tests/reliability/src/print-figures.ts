import { seed } from './seed.ts';

/** One line for each run, in CI's log too: `name · seed 1 · deliveries 20 000 · lost 0`. */
export function printFigures(name: string, figures: Record<string, number | string>): void {
  const told = Object.entries({ seed: String(seed), ...figures }).map(([what, value]) => `${what} ${written(value)}`);
  process.stdout.write(`\n[reliability] ${name} · ${told.join(' · ')}\n`);
}

function written(value: number | string): string {
  if (typeof value === 'string') return value;
  return (Number.isInteger(value) ? String(value) : value.toFixed(1)).replace(/\B(?=(\d{3})+(?!\d))/g, ' ');
}
