export {
  type RecordedDownload,
  type RecordedReply,
  type SampleContext,
  type SampleContextOptions,
  sampleContext,
} from './context/index.ts';
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
export { type BodyFormat, type DeliverOptions, type DeliverResult, deliver } from './deliver/index.ts';
export {
  createFakeVZaps,
  type DeliveryAttempt,
  type DeliveryLogEntry,
  type DeliverySettings,
  type DropOptions,
  type EmitOptions,
  type FakeDeliverOptions,
  type FakeInstance,
  type FakeRealtime,
  type FakeVZaps,
  type FakeVZapsOptions,
  type Fault,
  type Misbehaviour,
  type RealtimeConnection,
  type RealtimeFault,
  type ReceiptState,
  type RecordedRequest,
  type SentMessage,
} from './fake/index.ts';
export {
  type ChatPresenceSampleOptions,
  type GroupSampleOptions,
  type HistorySyncSampleOptions,
  type MessageSampleOptions,
  type ParticipantSample,
  type PresenceSampleOptions,
  type QuotedSampleOptions,
  type ReadReceiptSampleOptions,
  SAMPLE_KINDS,
  type SampleOptions,
  type SampleOptionsByType,
  type SourceSampleOptions,
  sampleEvent,
  samplePayload,
  type VariantName,
  type WireOptions,
  type WrapperName,
} from './samples/index.ts';
