import type { Hooks } from './hooks.ts';
import type { RetryPolicy } from './retry.ts';
import type { Transport } from './transport/transport.ts';

/** What every request of a client shares. */
export interface ConnectionSettings {
  /** `https://api.vzaps.com` */
  readonly origin: string;
  /** The path of the base URL, without a slash at its end. */
  readonly basePath: string;
  readonly userAgent: string;
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
  readonly retry: RetryPolicy;
  readonly hooks: Hooks;
  /** Texts that no error may contain. */
  readonly secrets: readonly (string | undefined)[];
  readonly transport: Transport;
}
