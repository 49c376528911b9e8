// The one `export *` of an index: @vzaps/core/adapter is an explicit list that all adapters share.
export * from '@vzaps/core/adapter';
export { InjectVZaps, InjectVZapsReceiver } from './inject.decorators.ts';
export { OnVZapsEvent } from './on-vzaps-event.decorator.ts';
export { VZapsContext, VZapsPayload } from './param.decorators.ts';
export { getVZapsClientToken, getVZapsReceiverToken } from './tokens.ts';
export { isVZapsContext } from './vzaps.context.ts';
export { VZapsGuard } from './vzaps.guard.ts';
export { VZapsModule } from './vzaps.module.ts';
export type { VZapsModuleExtras, VZapsModuleOptions, VZapsOptionsFactory } from './vzaps.options.ts';
