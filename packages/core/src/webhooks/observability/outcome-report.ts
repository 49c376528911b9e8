import type { EventIssue } from '../../events/index.ts';
import { omitAbsent } from '../../events/wire/omit-absent.ts';
import type { Outcome, SettledOutcome } from '../outcome.ts';
import type { Steps } from './timings.ts';

/** How long a delivery took. */
export interface OutcomeInfo {
  /** From the call to the outcome, in milliseconds. */
  milliseconds: number;
  /** Milliseconds by step. A step that was not reached is absent. */
  steps: Readonly<Steps>;
}

/**
 * What may be logged of an outcome. It contains no phone number, no message text, no secret and no error message.
 */
export interface OutcomeReport extends OutcomeInfo {
  /** The kind of the outcome. */
  outcome: Outcome['kind'];
  /** The type of the event, if there is one. */
  type?: string;
  /** The instance that the verifier confirmed. */
  instanceId?: string;
  /** The verifier matched a secret that is not the first of its list. Register the URL again. */
  retiredSecret?: true;
  /** This is the complete copy of a message whose partial copy was handled before. */
  completesPartial?: true;
  /** Why a delivery was refused, or why its body is incomplete. */
  reason?: string;
  /** Which fields of an `unprocessable` event could not be typed. Contains no values. */
  issues?: readonly EventIssue[];
  /**
   * Names and codes of everything that was thrown, also by the store (such as when `complete` failed for a `handled`
   * event). Error messages can contain anything, so they are only in the outcome itself.
   */
  errors?: readonly { name: string; code?: string }[];
}

/**
 * Is called with the outcome of a delivery. What it throws is ignored.
 *
 * @example
 * import { type OutcomeListener, reportOf } from '@vzaps/core/webhooks';
 *
 * const listener: OutcomeListener = (outcome, info) => process.stdout.write(JSON.stringify(reportOf(outcome, info)));
 */
export type OutcomeListener = (outcome: Outcome, info: OutcomeInfo) => unknown;

/**
 * Reduces an outcome to what may be logged. The diagnostics channel `vzaps:outcome` publishes the same report.
 *
 * @example
 * import { createReceiver, reportOf } from '@vzaps/core/webhooks';
 *
 * createReceiver({
 *   verify: signer.verify,
 *   onOutcome: (outcome, info) => process.stdout.write(`${JSON.stringify(reportOf(outcome, info))}\n`),
 * });
 */
export function reportOf(outcome: Outcome, { milliseconds, steps }: OutcomeInfo): OutcomeReport {
  const { event, instanceId, retiredSecret, completesPartial, reason } = fieldsOf(outcome);
  const errors = listErrors(outcome).map(nameError);
  return {
    outcome: outcome.kind,
    milliseconds,
    steps,
    ...omitAbsent({
      type: event?.type,
      instanceId,
      retiredSecret,
      completesPartial,
      reason,
      issues: outcome.kind === 'unprocessable' ? outcome.event.issues : undefined,
      errors: errors.length > 0 ? errors : undefined,
    }),
  };
}

/** The fields that only some outcomes have. */
export function fieldsOf(outcome: Outcome) {
  return outcome as Partial<Omit<SettledOutcome, 'kind'> & { reason: string }>;
}

function listErrors(outcome: Outcome): readonly unknown[] {
  const errors = outcome.kind === 'failed' ? outcome.errors : 'error' in outcome ? [outcome.error] : [];
  return 'storeError' in outcome ? [...errors, outcome.storeError] : errors;
}

function nameError(error: unknown): { name: string; code?: string } {
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown };
  return { name: typeof name === 'string' ? name : typeof error, ...(typeof code === 'string' && { code }) };
}
