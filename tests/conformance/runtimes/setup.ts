import { install } from './install.ts';

/** In CI nothing is left out: what is missing is fetched, and what cannot be fetched fails the run. */
export default function setup(): void {
  if (process.env.CI) install();
}
