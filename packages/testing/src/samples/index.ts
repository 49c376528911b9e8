export type {
  ChatPresenceSampleOptions,
  FactsByType,
  GroupSampleOptions,
  HistorySyncSampleOptions,
  MessageSampleOptions,
  PresenceSampleOptions,
  QuotedSampleOptions,
  ReadReceiptSampleOptions,
  SampleOptions,
  SourceSampleOptions,
  WireOptions,
} from './options.ts';
export { sampleEvent } from './sample-event.ts';
export { samplePayload } from './sample-payload.ts';
