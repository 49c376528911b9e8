export type { DeliveryAttempt, DeliveryLogEntry, DeliverySettings, FakeDeliverOptions } from './delivery-types.ts';
export { createFakeVZaps, type FakeVZaps } from './fake.ts';
export type { Fault, Misbehaviour } from './fault-types.ts';
export type { FakeInstance, FakeVZapsOptions, RecordedRequest, SentMessage } from './options.ts';
export type { ReceiptState } from './receipt.ts';
