export { type BoundClient, VZapsClient } from '@vzaps/core/client';
export { type EventOf, type EventType, isNewerReceipt, receiptRank, type VZapsEvent } from '@vzaps/core/events';
export {
  createReceiver,
  createUrlSigner,
  type Delivery,
  type DownloadedMedia,
  type DownloadOptions,
  type EventContext,
  type EventHandler,
  hmacSignature,
  type IdempotencyStore,
  type Inbox,
  memoryStore,
  type Outcome,
  type Receiver,
  type ReceiverOptions,
  reportOf,
  standardWebhooks,
  unsafeSkipVerification,
  urlToken,
  type VerifiedEvent,
  type Verifier,
  type VerifyResult,
  VZapsError,
} from '@vzaps/core/webhooks';
export { vzapsVerify } from './verify.ts';
export { vzapsWebhook } from './webhook.ts';
