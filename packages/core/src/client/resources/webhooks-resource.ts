import type { RetryPolicy } from '../http/retry.ts';
import type { Binding } from '../request/sort-arguments.ts';
import { type BoundResource, boundResource, type Caller, type Resource, resource } from '../routes/resource.ts';
import type { RetryFailedLogsOptions, RetryReport } from './failed-logs/options.ts';
import { retryFailedLogs } from './failed-logs/retry-failed-logs.ts';
import { webhooks } from './webhooks.ts';

export interface RetryFailedLogsRequest extends RetryFailedLogsOptions {
  instanceId: string;
  instanceToken?: string | undefined;
}

export interface WebhookCalls extends Resource<typeof webhooks> {
  /**
   * Has VZaps deliver again what failed, and tells how it went; one that cannot be retried does not stop the rest.
   *
   * @throws VZapsError when the log cannot be read, and the signal's reason on abort.
   */
  retryFailedLogs(request: RetryFailedLogsRequest): Promise<RetryReport>;
}

export interface BoundWebhookCalls extends BoundResource<typeof webhooks> {
  /** As on the client. */
  retryFailedLogs(options?: RetryFailedLogsOptions): Promise<RetryReport>;
}

export function webhookCalls(call: Caller, policy: RetryPolicy): WebhookCalls {
  return {
    ...resource(webhooks, call),
    retryFailedLogs: async (request) => {
      // Without a request the missing id is what is told.
      const { instanceId, instanceToken, ...options } = Object(request) as RetryFailedLogsRequest;
      return retryFailedLogs(call, { instanceId, instanceToken }, policy, options);
    },
  };
}

export function boundWebhookCalls(call: Caller, policy: RetryPolicy, binding: Binding): BoundWebhookCalls {
  return {
    ...boundResource(webhooks, call, binding),
    retryFailedLogs: async (options) => retryFailedLogs(call, binding, policy, options),
  };
}
