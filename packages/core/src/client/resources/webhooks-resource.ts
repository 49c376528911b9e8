import type { RetryPolicy } from '../http/retry.ts';
import {
  type BoundResource,
  createBoundResource,
  createResource,
  type Resource,
  type RouteCaller,
} from '../routes/resource.ts';
import type { InstanceBinding } from '../routes/route.ts';
import type { RetryFailedLogsOptions, RetryReport } from './failed-logs/options.ts';
import { retryFailedLogs } from './failed-logs/retry-failed-logs.ts';
import { webhooks } from './webhooks.ts';

export interface RetryFailedLogsRequest extends RetryFailedLogsOptions {
  instanceId: string;
  instanceToken?: string | undefined;
}

export interface WebhooksResource extends Resource<typeof webhooks> {
  /**
   * Asks VZaps to deliver all failed deliveries again, and reports the result: oldest first, and one after the other
   * within a conversation. A delivery that cannot be retried does not stop the others. `createRecovery()` does this
   * again and again, with a limit per delivery.
   *
   * @throws VZapsValidationError `INVALID_REQUEST` for a wrong option. VZapsError if the log cannot be read. The
   * signal's reason on abort.
   * @example
   * const since = new Date(Date.now() - 86_400_000);
   * const report = await client.webhooks.retryFailedLogs({ instanceId: 'VZ1', since });
   * process.stdout.write(`${report.retried} of ${report.total}`);
   */
  retryFailedLogs(request: RetryFailedLogsRequest): Promise<RetryReport>;
}

export interface BoundWebhooksResource extends BoundResource<typeof webhooks> {
  /** Like `webhooks.retryFailedLogs` of a client, for this instance. */
  retryFailedLogs(options?: RetryFailedLogsOptions): Promise<RetryReport>;
}

export function createWebhooksResource(call: RouteCaller, policy: RetryPolicy): WebhooksResource {
  return {
    ...createResource(webhooks, call),
    retryFailedLogs: async (request) => {
      // Without a request the error names the missing instance id.
      const { instanceId, instanceToken, ...options } = Object(request) as RetryFailedLogsRequest;
      return retryFailedLogs(call, { instanceId, instanceToken }, policy, options);
    },
  };
}

export function createBoundWebhooksResource(
  call: RouteCaller,
  policy: RetryPolicy,
  binding: InstanceBinding,
): BoundWebhooksResource {
  return {
    ...createBoundResource(webhooks, call, binding),
    retryFailedLogs: async (options) => retryFailedLogs(call, binding, policy, options),
  };
}
