import type { EventIssue } from '../../events/index.ts';
import type { Outcome } from '../outcome.ts';
import type { Steps } from './timings.ts';

/** How long a delivery took. */
export interface OutcomeInfo {
  /** From the call to the outcome. */
  milliseconds: number;
  /** Of these, by step; a step that was not reached is absent. */
  steps: Readonly<Steps>;
}

/** What an operator wants to know of an outcome. No phone number, no text, no secret, no words of an error. */
export interface OutcomeReport extends OutcomeInfo {
  outcome: Outcome['kind'];
  /** The event's, where there is one. */
  type?: string;
  /** The instance that the verifier proved. */
  instanceId?: string;
  /** A secret is in use that is no longer the first of its list. */
  retiredSecret?: true;
  /** A complete copy of a message whose partial copy was handled before. */
  completesPartial?: true;
  /** Why a delivery was refused, or a body incomplete. */
  reason?: string;
  /** What of a `unprocessable` event could not be typed, without its values. */
  issues?: readonly EventIssue[];
  /**
   * Names and codes of what was thrown, by the store too, such as when it failed to note that an event was `handled`.
   * Their words may hold anything, and stand in the outcome.
   */
  errors?: readonly { name: string; code?: string }[];
}

/** An outcome as it may be logged; also what the diagnostics channel `vzaps:outcome` says. */
export function reportOf(outcome: Outcome, { milliseconds, steps }: OutcomeInfo): OutcomeReport {
  const report: OutcomeReport = { outcome: outcome.kind, milliseconds, steps };
  if ('event' in outcome && outcome.event) report.type = outcome.event.type;
  if ('instanceId' in outcome && outcome.instanceId !== undefined) report.instanceId = outcome.instanceId;
  if ('retiredSecret' in outcome && outcome.retiredSecret) report.retiredSecret = true;
  if ('completesPartial' in outcome && outcome.completesPartial) report.completesPartial = true;
  if ('reason' in outcome && outcome.reason !== undefined) report.reason = outcome.reason;
  if (outcome.kind === 'unprocessable') report.issues = outcome.event.issues;
  const errors = errorsOf(outcome);
  if (errors.length > 0) report.errors = errors.map(nameOf);
  return report;
}

function errorsOf(outcome: Outcome): readonly unknown[] {
  const thrown = outcome.kind === 'failed' ? outcome.errors : 'error' in outcome ? [outcome.error] : [];
  return 'storeError' in outcome ? [...thrown, outcome.storeError] : thrown;
}

function nameOf(error: unknown): { name: string; code?: string } {
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown };
  return { name: typeof name === 'string' ? name : typeof error, ...(typeof code === 'string' && { code }) };
}
