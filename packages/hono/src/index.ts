// The only `export *` of an index: @vzaps/core/adapter is an explicit list that all adapters share.
export * from '@vzaps/core/adapter';
export type { ReceiverSource, UntypedEnv } from './receiver-source.ts';
export { vzapsVerify } from './verify.ts';
export { vzapsWebhook } from './webhook.ts';
