import { ConfigurableModuleBuilder, type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { HandlerExplorer } from '../handlers/handler.explorer.ts';
import { HandlerRunner } from '../handlers/handler.runner.ts';
import { createWebhookController } from '../http/webhook.controller.ts';
import { checkAsyncOptions, checkRootOptions } from './check-module-options.ts';
import { SHUTDOWN_MODULES } from './shutdown.modules.ts';
import { getVZapsClientToken, getVZapsReceiverToken, NAME, OPTIONS, PATH } from './tokens.ts';
import type { VZapsModuleAsyncOptions, VZapsModuleExtras, VZapsModuleOptions } from './vzaps.options.ts';
import { VZapsRegistration } from './vzaps.registration.ts';

// Nest passes every option that is not listed here to the receiver.
const DEFAULT_EXTRAS: VZapsModuleExtras = { name: undefined, path: undefined, isGlobal: false, decorators: [] };

const { ConfigurableModuleClass } = new ConfigurableModuleBuilder<VZapsModuleOptions>({
  optionsInjectionToken: OPTIONS,
  // Otherwise Nest 10 takes two registrations with equal options for one, and drops the second.
  alwaysTransient: true,
})
  .setClassMethodName('forRoot')
  .setFactoryMethodName('createVZapsOptions')
  .setExtras<VZapsModuleExtras>(DEFAULT_EXTRAS, addProviders)
  .build();

function addProviders(
  definition: DynamicModule,
  { name, path, isGlobal = false, decorators = [] }: VZapsModuleExtras,
): DynamicModule {
  const url = path ?? (name === undefined ? 'webhooks/vzaps' : `webhooks/vzaps/${name}`);
  const receiver = getVZapsReceiverToken(name);
  const client = getVZapsClientToken(name);
  return {
    ...definition,
    global: isGlobal,
    imports: [...(definition.imports ?? []), DiscoveryModule, ...SHUTDOWN_MODULES],
    providers: [
      ...(definition.providers ?? []),
      HandlerRunner,
      HandlerExplorer,
      VZapsRegistration,
      { provide: NAME, useValue: name },
      { provide: PATH, useValue: url },
      { provide: receiver, useFactory: (own: VZapsRegistration) => own.receiver, inject: [VZapsRegistration] },
      { provide: client, useFactory: (options?: VZapsModuleOptions) => options?.client, inject: [OPTIONS] },
    ],
    controllers: url === false ? [] : [createWebhookController(name, url, decorators)],
    exports: [receiver, client],
  };
}

/**
 * Receives the webhooks of VZaps, and calls the methods with `@OnVZapsEvent()`. An application may import it several
 * times, each time with its own `name` and path.
 *
 * @example
 * import { Module } from '@nestjs/common';
 * import { createUrlSigner, VZapsModule } from '@vzaps/nestjs';
 *
 * const signer = createUrlSigner({ secret: process.env.WEBHOOK_SECRET ?? '' });
 *
 * @Module({ imports: [VZapsModule.forRoot({ verify: signer.verify })] })
 * export class AppModule {}
 */
@Module({})
export class VZapsModule extends ConfigurableModuleClass {
  /**
   * Registers the webhook with options that are known at import.
   *
   * @throws VZapsError `INVALID_OPTION`. The receiver's own options are checked when the application starts.
   */
  static override forRoot(options: VZapsModuleOptions & VZapsModuleExtras): DynamicModule {
    checkRootOptions(options);
    // biome-ignore lint/complexity/noThisInStatic: Nest takes the class of the module from `this`.
    return super.forRoot(options);
  }

  /**
   * Registers the webhook with options that `useFactory`, `useClass` or `useExisting` provides.
   *
   * @throws VZapsError `INVALID_OPTION`.
   * @example
   * import { VZapsModule, createUrlSigner } from '@vzaps/nestjs';
   *
   * VZapsModule.forRootAsync({
   *   name: 'sales',
   *   useFactory: async () => ({ verify: createUrlSigner({ secret: process.env.WEBHOOK_SECRET ?? '' }).verify }),
   * });
   */
  static override forRootAsync(options: VZapsModuleAsyncOptions): DynamicModule {
    checkAsyncOptions(options);
    // biome-ignore lint/complexity/noThisInStatic: as in forRoot().
    return super.forRootAsync(options);
  }
}
