export { SAMPLE_KINDS } from './content/build-message.ts';
export type {
  ChatPresenceSampleOptions,
  GroupSampleOptions,
  HistorySyncSampleOptions,
  ParticipantSample,
  PresenceSampleOptions,
  ReadReceiptSampleOptions,
} from './options/event-options.ts';
export type { MessageSampleOptions, QuotedSampleOptions } from './options/message-options.ts';
export type { SampleOptions, SampleOptionsByType } from './options/sample-options.ts';
export type { SourceSampleOptions } from './options/source-options.ts';
export type { VariantName } from './options/variants.ts';
export type { WireOptions } from './options/wire-options.ts';
export type { WrapperName } from './options/wrappers.ts';
export { sampleEvent } from './sample-event.ts';
export { samplePayload } from './sample-payload.ts';
