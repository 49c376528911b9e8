import type { RecoveryOptions, RecoveryProgress } from './options.ts';
import type { RecoveryState } from './recovery-state.ts';

/** What the steps of a round need: the options with their defaults. */
export interface RoundSettings {
  readonly client: RecoveryOptions['client'];
  readonly since: Date | undefined;
  readonly maxAttempts: number;
  readonly graceMs: number;
  readonly state: RecoveryState;
  readonly onProgress: ((progress: RecoveryProgress) => unknown) | undefined;
  readonly signal: AbortSignal;
}
