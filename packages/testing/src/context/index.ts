export {
  type RecordedDownload,
  type RecordedReply,
  type SampleContext,
  type SampleContextOptions,
  sampleContext,
} from './sample-context.ts';
