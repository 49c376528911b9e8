// The one `export *` of an index: @vzaps/core/adapter is an explicit list that all adapters share.
export * from '@vzaps/core/adapter';
export { OnVZapsEvent } from './handlers/on-vzaps-event.decorator.ts';
export { VZapsContext, VZapsPayload } from './handlers/param.decorators.ts';
export { isVZapsContext } from './handlers/vzaps.context.ts';
export { VZapsGuard } from './http/vzaps.guard.ts';
export { InjectVZaps, InjectVZapsReceiver } from './module/inject.decorators.ts';
export type { VZapsRealtimeInstance, VZapsRealtimeOptions } from './module/realtime-sources.ts';
export { getVZapsClientToken, getVZapsReceiverToken } from './module/tokens.ts';
export { VZapsModule } from './module/vzaps.module.ts';
export type {
  VZapsModuleAsyncOptions,
  VZapsModuleExtras,
  VZapsModuleOptions,
  VZapsOptionsFactory,
} from './module/vzaps.options.ts';
