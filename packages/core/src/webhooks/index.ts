export { type ErrorCode, VZapsError } from '../errors.ts';
export {
  checkOptions,
  customOption,
  functionOption,
  integerOption,
  invalidOption,
  kindOf,
  type OptionRule,
  type OptionRules,
  objectOption,
  required,
  stringOption,
} from '../shared/check-options.ts';
export { type BodySource, type Delivery, type HeadersLike, headerOf } from './delivery/delivery.ts';
export type { Claim, IdempotencyStore } from './idempotency/idempotency-store.ts';
export { type MemoryStoreOptions, memoryStore } from './idempotency/memory-store.ts';
export type { Inbox, InboxEntry } from './inbox.ts';
export type { DownloadedMedia, DownloadOptions } from './messages/download.ts';
export type { ReplyMessage, ReplyOptions } from './messages/reply.ts';
export { type OutcomeInfo, type OutcomeReport, reportOf } from './observability/outcome-report.ts';
export type { Step, Steps } from './observability/timings.ts';
export type { Outcome, VerifiedDelivery, VerifiedEvent } from './outcome.ts';
export type { ClientOption, ClientPort } from './receiver/client-port.ts';
export type { BaseContext, EventContext, MessageActions } from './receiver/context.ts';
export { createReceiver } from './receiver/create-receiver.ts';
export type { EventHandler } from './receiver/handler-registry.ts';
export type { DispatchOrigin, Receiver, ReceiverOptions } from './receiver/receiver.ts';
export { type OutcomeResponse, responseOf } from './response.ts';
export { type HmacSignatureOptions, hmacSignature } from './verifiers/hmac-signature.ts';
export { type StandardWebhooksOptions, standardWebhooks } from './verifiers/standard-webhooks.ts';
export { unsafeSkipVerification } from './verifiers/unsafe-skip-verification.ts';
export { createUrlSigner, type UrlSigner, type UrlSignerOptions } from './verifiers/url-signer.ts';
export { type UrlTokenOptions, urlToken } from './verifiers/url-token.ts';
export type { Verifier, VerifyResult } from './verifiers/verifier.ts';
