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
export type { ClientOption, ClientPort } from './client-port.ts';
export type { BaseContext, EventContext, MessageActions } from './context.ts';
export { createReceiver } from './create-receiver.ts';
export { type BodySource, type Delivery, type HeadersLike, headerOf } from './delivery.ts';
export type { DownloadedMedia, DownloadOptions } from './download.ts';
export type { EventHandler } from './handlers.ts';
export type { Claim, IdempotencyStore } from './idempotency/idempotency-store.ts';
export { type MemoryStoreOptions, memoryStore } from './idempotency/memory-store.ts';
export type { Inbox, InboxEntry } from './inbox.ts';
export { type OutcomeInfo, type OutcomeReport, reportOf } from './observe/report.ts';
export type { Step, Steps } from './observe/stopwatch.ts';
export type { Outcome, VerifiedDelivery, VerifiedEvent } from './outcome.ts';
export type { DispatchOrigin, Receiver, ReceiverOptions } from './receiver.ts';
export type { ReplyMessage, ReplyOptions } from './reply.ts';
export { type OutcomeResponse, responseOf } from './response.ts';
export { type HmacSignatureOptions, hmacSignature } from './verify/hmac-signature.ts';
export { type StandardWebhooksOptions, standardWebhooks } from './verify/standard-webhooks.ts';
export { unsafeSkipVerification } from './verify/unsafe-skip-verification.ts';
export { createUrlSigner, type UrlSigner, type UrlSignerOptions } from './verify/url-signer.ts';
export { type UrlTokenOptions, urlToken } from './verify/url-token.ts';
export type { Verifier, VerifyResult } from './verify/verifier.ts';
