import assert from 'node:assert/strict';
import type { DeliverResult } from '../deliver.ts';
import type { Site } from './site.ts';

/**
 * What stands between the wire and the adapter:
 * `bare`, nothing: the bytes reach us as they came. `bytes`, a parser that leaves bytes (`express.raw()`): it
 * inflates, and has a limit of its own. `json`, a parser that leaves a value and answers malformed JSON itself;
 * `json with bytes`, one that also keeps the bytes for us. `text`, a parser that leaves text.
 */
export type MountKind = 'bare' | 'bytes' | 'json' | 'json with bytes' | 'text';

export interface Answer {
  status: number;
  /** Absent where the framework answers before us, or an error handler after us. */
  outcome?: string;
}

/** One promise of the contract. */
export interface Vector {
  name: string;
  /** Ends by asserting; `expect` looks up what this kind of mount answers. */
  run(site: Site, kind: MountKind): Promise<void>;
  /** The kinds of mount in which it can be seen. Default: all. */
  kinds?: readonly MountKind[];
  /** Where the receiver is set up otherwise than usual. */
  options?: Parameters<typeof import('./site.ts').openSite>[1];
}

/** Asserts an answer; by kind where they differ, each difference being the parser's doing. */
export function answers(
  result: DeliverResult,
  kind: MountKind,
  expected: Answer & Partial<Record<MountKind, Answer>>,
): void {
  const { status, outcome } = expected[kind] ?? expected;
  assert.deepEqual({ status: result.status, outcome: result.outcome }, { status, outcome });
}
