import { seed } from './seed.ts';

/** Prints one line for each run, also in CI's log: `[reliability] name · seed 1 · deliveries 20 000 · lost 0`. */
export function printResults(name: string, results: Record<string, number | string>): void {
  const parts = Object.entries({ seed: String(seed), ...results }).map(([label, value]) => `${label} ${format(value)}`);
  process.stdout.write(`\n[reliability] ${name} · ${parts.join(' · ')}\n`);
}

function format(value: number | string): string {
  if (typeof value === 'string') return value;
  return (Number.isInteger(value) ? String(value) : value.toFixed(1)).replace(/\B(?=(\d{3})+(?!\d))/g, ' ');
}
