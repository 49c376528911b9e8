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
export { InjectVZaps, InjectVZapsReceiver } from './inject.decorators.ts';
export { OnVZapsEvent } from './on-vzaps-event.decorator.ts';
export { VZapsContext, VZapsPayload } from './param.decorators.ts';
export { getVZapsClientToken, getVZapsReceiverToken } from './tokens.ts';
export { isVZapsContext } from './vzaps.context.ts';
export { VZapsGuard } from './vzaps.guard.ts';
export { VZapsModule } from './vzaps.module.ts';
export type { VZapsModuleExtras, VZapsModuleOptions, VZapsOptionsFactory } from './vzaps.options.ts';
