export interface Settings {
  rounds: number;
  /** CPU time of one batch, in milliseconds. */
  batchMs: number;
  /** Calls of each candidate before the first round. In a process of its own, code is compiled after thousands of calls. */
  warmUpCalls: number;
  /** Whether each candidate runs in a process of its own, where a bench allows it. */
  isolated: boolean;
}

export const FULL: Settings = { rounds: 25, batchMs: 50, warmUpCalls: 10_000, isolated: true };
/** Shows that each candidate runs. Its times mean nothing. */
const SMOKE: Settings = { rounds: 2, batchMs: 0.5, warmUpCalls: 1, isolated: false };

/** Takes `--smoke`, `--rounds <n>` and `--only <text>`, which selects comparisons by a part of their title. */
export function readArguments(args: readonly string[] = process.argv.slice(2)): { settings: Settings; only: string } {
  const argument = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const settings = args.includes('--smoke') ? SMOKE : FULL;
  return {
    settings: { ...settings, rounds: Number(argument('--rounds') ?? settings.rounds) },
    only: argument('--only') ?? '',
  };
}
