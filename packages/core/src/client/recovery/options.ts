import {
  checkOptions,
  customOption,
  functionOption,
  integerOption,
  type OptionRules,
  objectOption,
  required,
} from '../../shared/check-options.ts';
import type { WebhooksResource } from '../resources/webhooks-resource.ts';
import type { RecoveryState } from './recovery-state.ts';

/** The argument of `onProgress` of `createRecovery()`: the result of one retry, or a delivery that is given up. */
export interface RecoveryProgress {
  /** The instance of the delivery. */
  readonly instanceId: string;
  /** The id of the delivery's entry in the log. */
  readonly logId: string;
  /**
   * `succeeded`: the delivery was answered with 2xx. `failed`: it failed again and is retried later. `givenUp`: it is
   * not retried any more.
   */
  readonly state: 'succeeded' | 'failed' | 'givenUp';
  /** Deliveries so far. The first delivery counts. */
  readonly attempts: number;
}

/** The result of a round. */
export interface RecoveryReport {
  /** Failed deliveries in the log. Several entries of one event count once. */
  total: number;
  /** Retries that VZaps was asked for. */
  retried: number;
  /** Retries after which the delivery was answered with 2xx. */
  succeeded: number;
  /** Retries after which the delivery was still failed, or that VZaps did not accept. */
  failed: number;
  /** Deliveries that are not retried any more. Each is reported once. */
  givenUp: { instanceId: string; logId: string }[];
}

/** The options of `createRecovery()`. */
export interface RecoveryOptions {
  /** The client whose delivery log is read. */
  client: { readonly webhooks: Pick<WebhooksResource, 'getLog' | 'retryLog' | 'searchLogs'> };
  /** The instances whose failed deliveries are retried. */
  instanceIds: readonly string[];
  /** The pause between two rounds, in milliseconds. Default: 60 000. */
  everyMs?: number | undefined;
  /** Recovers only deliveries from this time on. A delivery without a readable time is included. Default: all. */
  since?: Date | undefined;
  /** The largest number of deliveries of one event. The first delivery counts. Default: 5. */
  maxAttempts?: number | undefined;
  /** A delivery is retried only when it is at least this old, in milliseconds. Default: 60 000. */
  graceMs?: number | undefined;
  /** Remembers the attempts that the log does not show. Default: `memoryRecoveryState()`. */
  state?: RecoveryState | undefined;
  /** Called and awaited after each retry, and for each delivery that is given up. If it throws, the round ends. */
  onProgress?: ((progress: RecoveryProgress) => unknown) | undefined;
  /** Called with the error of a failed round after `start()`. Default: a process warning. */
  onError?: ((error: unknown) => unknown) | undefined;
  /** After an abort, `run()` rejects with the signal's reason, and `start()` starts no new round. */
  signal?: AbortSignal | undefined;
}

const RULES: OptionRules = {
  client: required(customOption('a VZapsClient', isClient)),
  instanceIds: required(customOption('an array of instance ids', isIdList)),
  everyMs: integerOption(1, 'milliseconds'),
  since: customOption('a valid Date', (value) => value instanceof Date && !Number.isNaN(value.getTime())),
  maxAttempts: integerOption(1, 'deliveries'),
  graceMs: integerOption(0, 'milliseconds'),
  state: objectOption('a state with the methods `load`, `save` and `remove`', 'load', 'save', 'remove'),
  onProgress: functionOption,
  onError: functionOption,
  signal: customOption('an AbortSignal', (value) => typeof Object(value).aborted === 'boolean'),
};

/** @throws VZapsError `INVALID_OPTION`. */
export function checkRecoveryOptions(options: RecoveryOptions): void {
  checkOptions('createRecovery', options, RULES);
}

export function isClient(value: unknown): boolean {
  const { webhooks } = Object(value) as { webhooks?: unknown };
  return typeof (Object(webhooks) as { searchLogs?: unknown }).searchLogs === 'function';
}

function isIdList(value: unknown): boolean {
  return Array.isArray(value) && value.every((id) => typeof id === 'string' && id.trim() !== '');
}
