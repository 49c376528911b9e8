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
export { ChunkCollector } from './delivery/chunk-collector.ts';
export { type BodySource, type Delivery, type HeadersLike, headerOf } from './delivery/delivery.ts';
export { createUnverifiedBodies, type UnverifiedBodies, type UnverifiedBody } from './delivery/unverified-bodies.ts';
export type { Claim, IdempotencyStore } from './idempotency/idempotency-store.ts';
export { type MemoryStoreOptions, memoryStore } from './idempotency/memory-store.ts';
export type { Inbox, InboxEntry } from './inbox.ts';
export type { DownloadOptions, DownloadsPort, MediaOptions } from './messages/media/download.ts';
export type { DownloadedMedia, DownloadedMediaStream } from './messages/media/downloaded-media.ts';
export type { MessagesPort, ReplyMessage, ReplyOptions } from './messages/reply.ts';
export { type ConsoleReporterOptions, consoleReporter } from './observability/console-reporter.ts';
export type { OutcomeListener } from './observability/outcome-report.ts';
export { type OutcomeInfo, type OutcomeReport, reportOf } from './observability/outcome-report.ts';
export { redactUrl } from './observability/redact-url.ts';
export type { Step, Steps } from './observability/timings.ts';
export type { Outcome, SettledOutcome, VerifiedDelivery, VerifiedEvent } from './outcome.ts';
export { type ClaimKeyOptions, claimKeyOf } from './processing/event-identity.ts';
export type { ClientOf, ClientOption, ClientPort } from './receiver/client-port.ts';
export type { BaseContext, ContextWithoutClient, EventContext, MessageActions } from './receiver/context.ts';
export { createReceiver } from './receiver/create-receiver.ts';
export type { EventHandler } from './receiver/handler-registry.ts';
export type { ReceiverHealth } from './receiver/health.ts';
export { lazyReceiver } from './receiver/lazy-receiver.ts';
export type { DispatchOrigin, Receiver } from './receiver/receiver.ts';
export type { ReceiverOptions } from './receiver/receiver-options.ts';
export { type OutcomeResponse, responseOf } from './response.ts';
export { type HmacSignatureOptions, hmacSignature } from './verifiers/hmac-signature.ts';
export type { SecretOption } from './verifiers/secret-option.ts';
export { type StandardWebhooksOptions, standardWebhooks } from './verifiers/standard-webhooks.ts';
export { unsafeSkipVerification } from './verifiers/unsafe-skip-verification.ts';
export { createUrlSigner, type UrlClaims, type UrlSigner, type UrlSignerOptions } from './verifiers/url-signer.ts';
export { type UrlTokenOptions, urlToken } from './verifiers/url-token.ts';
export type { Verifier, VerifyResult } from './verifiers/verifier.ts';
