export type {
  ChatPresenceFacts,
  FactsByType,
  GroupFacts,
  HistorySyncFacts,
  MessageFacts,
  PresenceFacts,
  QuotedFacts,
  ReadReceiptFacts,
  SampleOptions,
  SourceFacts,
  WireOptions,
} from './options.ts';
export { sampleEvent } from './sample-event.ts';
export { samplePayload } from './sample-payload.ts';
