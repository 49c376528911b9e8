export type { BodyFormat } from './body-format.ts';
export { type DeliverResult, deliver } from './deliver.ts';
export type { DeliverOptions } from './options.ts';
