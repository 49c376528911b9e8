export { VZapsError } from '../errors.ts';
export type { BoundClient } from './bound-client.ts';
export { VZapsClient } from './client.ts';
export {
  VZapsApiError,
  VZapsAuthenticationError,
  VZapsPermissionError,
  VZapsRateLimitError,
} from './errors/api-error.ts';
export { VZapsConnectionError, VZapsTimeoutError } from './errors/network-error.ts';
export { VZapsResponseError } from './errors/response-error.ts';
export { type ValidationIssue, VZapsValidationError } from './errors/validation-error.ts';
export type { Hooks, RequestInfo, ResponseInfo } from './http/hooks.ts';
export type { RealtimeCredentials, RealtimeCredentialsOptions } from './http/realtime-credentials.ts';
export type { RetryOptions } from './http/retry.ts';
export type { CallOptions, InstanceCallOptions, VZapsClientOptions } from './options.ts';
export type { Paged } from './paging/paged.ts';
export { createRecovery, type Recovery } from './recovery/create-recovery.ts';
export type { RecoveryOptions, RecoveryProgress, RecoveryReport } from './recovery/options.ts';
export { memoryRecoveryState, type RecoveryRecord, type RecoveryState } from './recovery/recovery-state.ts';
export {
  type ReplayOptions,
  type ReplayProgress,
  type ReplayReport,
  replayDeliveries,
} from './recovery/replay-deliveries.ts';
export type { RequestOptions } from './request/raw-request.ts';
export type { RetryFailedLogsOptions, RetryProgress, RetryReport } from './resources/failed-logs/options.ts';
export type { Envelope, Page } from './response/envelope.ts';
export type { Subscription } from './schema/event-names.ts';
export type { MediaInput } from './schema/media/media.ts';
