export { createFakeVZaps, type FakeVZaps } from './create-fake.ts';
export type {
  DeliveryAttempt,
  DeliveryLogEntry,
  DeliverySettings,
  FakeDeliverOptions,
} from './delivery/delivery-types.ts';
export type { ReceiptState } from './delivery/receipt.ts';
export type { Fault, Misbehaviour } from './faults/fault-types.ts';
export type { FakeInstance, FakeVZapsOptions, RecordedRequest, SentMessage } from './options.ts';
export type {
  DropOptions,
  EmitOptions,
  FakeRealtime,
  RealtimeConnection,
  RealtimeFault,
} from './realtime/realtime-types.ts';
