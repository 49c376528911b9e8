export { type AdapterContractOptions, adapterContract } from './contract/adapter-contract.ts';
export {
  type AdapterMount,
  type HttpServer,
  type Mounted,
  type MountKind,
  type MountOptions,
  type RemoteMount,
  remote,
} from './contract/mount.ts';
export type { TestRunner } from './contract/runner.ts';
export { type DeliverOptions, type DeliverResult, deliver } from './deliver.ts';
export {
  createFakeVZaps,
  type DeliveryAttempt,
  type DeliveryLogEntry,
  type DeliverySettings,
  type FakeDeliverOptions,
  type FakeInstance,
  type FakeVZaps,
  type FakeVZapsOptions,
  type Fault,
  type Misbehaviour,
  type ReceiptState,
  type RecordedRequest,
  type SentMessage,
} from './fake/index.ts';
export {
  type ChatPresenceFacts,
  type FactsByType,
  type GroupFacts,
  type HistorySyncFacts,
  type MessageFacts,
  type PresenceFacts,
  type QuotedFacts,
  type ReadReceiptFacts,
  type SampleOptions,
  type SourceFacts,
  sampleEvent,
  samplePayload,
  type WireOptions,
} from './samples/index.ts';
