// The only `export *` of an index: @vzaps/core/adapter is an explicit list that all adapters share.
export * from '@vzaps/core/adapter';
export type { ExpressRequest } from './delivery.ts';
export { vzapsVerify } from './verify.ts';
export { type ExpressHandler, vzapsWebhook } from './webhook.ts';
