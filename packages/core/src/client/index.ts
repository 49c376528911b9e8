export { VZapsError } from '../errors.ts';
export type { BoundClient } from './bound-client.ts';
export type { Hooks, RequestInfo, ResponseInfo } from './call/hooks.ts';
export type { RequestOptions } from './call/raw-request.ts';
export type { RetryOptions } from './call/retry.ts';
export { VZapsClient } from './client.ts';
export type { Envelope, Page } from './envelope.ts';
export {
  VZapsApiError,
  VZapsAuthenticationError,
  VZapsPermissionError,
  VZapsRateLimitError,
} from './errors/api-error.ts';
export { VZapsConnectionError, VZapsTimeoutError } from './errors/network-error.ts';
export { VZapsResponseError } from './errors/response-error.ts';
export { type ValidationIssue, VZapsValidationError } from './errors/validation-error.ts';
export type { Subscription } from './fields/events.ts';
export type { MediaInput } from './fields/media.ts';
export type { CallOptions, InstanceCallOptions, VZapsClientOptions } from './options.ts';
export type { Paged } from './paged/paged.ts';
export type { RetryFailedLogsOptions, RetryProgress, RetryReport } from './resources/retry-report.ts';
