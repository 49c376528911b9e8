import {
  ConfigurableModuleBuilder,
  type DynamicModule,
  Inject,
  Module,
  type NestModule,
  Optional,
  type Type,
} from '@nestjs/common';
import { ApplicationConfig, DiscoveryModule, HttpAdapterHost } from '@nestjs/core';
import { HandlerExplorer } from '../handlers/handler.explorer.ts';
import { HandlerRunner } from '../handlers/handler.runner.ts';
import { limitFastifyBodies } from '../http/fastify-bodies.ts';
import { createWebhookController } from '../http/webhook.controller.ts';
import { isExcludedByMethod, useRouteForEachMethod } from '../http/webhook.routes.ts';
import { checkAsyncOptions, checkRootOptions } from './check-module-options.ts';
import { SHUTDOWN_MODULES } from './shutdown.modules.ts';
import {
  CONTROLLER,
  getVZapsClientToken,
  getVZapsReceiverToken,
  NAME,
  OPTIONS,
  OWN_CLIENT,
  PATH,
  REALTIME,
  SKIP_GLOBAL_GUARDS,
} from './tokens.ts';
import type { VZapsModuleAsyncOptions, VZapsModuleExtras, VZapsModuleOptions } from './vzaps.options.ts';
import { VZapsRegistration } from './vzaps.registration.ts';

// Nest passes every option that is not listed here to the receiver.
const DEFAULT_EXTRAS: VZapsModuleExtras = {
  name: undefined,
  path: undefined,
  isGlobal: false,
  decorators: [],
  skipGlobalGuards: false,
  realtime: undefined,
};

const { ConfigurableModuleClass } = new ConfigurableModuleBuilder<VZapsModuleOptions>({
  optionsInjectionToken: OPTIONS,
  // Without this, Nest 10 takes two registrations with equal options for one, and drops the second.
  alwaysTransient: true,
})
  .setClassMethodName('forRoot')
  .setFactoryMethodName('createVZapsOptions')
  .setExtras<VZapsModuleExtras>(DEFAULT_EXTRAS, addProviders)
  .build();

function addProviders(
  definition: DynamicModule,
  { name, path, isGlobal = false, decorators = [], skipGlobalGuards = false, realtime }: VZapsModuleExtras,
): DynamicModule {
  const url = path ?? (name === undefined ? 'webhooks/vzaps' : `webhooks/vzaps/${name}`);
  const receiver = getVZapsReceiverToken(name);
  const client = getVZapsClientToken(name);
  const controller = url === false ? undefined : createWebhookController(name, url, decorators);
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
      { provide: CONTROLLER, useValue: controller },
      { provide: SKIP_GLOBAL_GUARDS, useValue: skipGlobalGuards },
      { provide: REALTIME, useValue: realtime },
      { provide: OWN_CLIENT, useExisting: client },
      { provide: receiver, useFactory: (own: VZapsRegistration) => own.receiver, inject: [VZapsRegistration] },
      { provide: client, useFactory: (options?: VZapsModuleOptions) => options?.client, inject: [OPTIONS] },
    ],
    controllers: controller ? [controller] : [],
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
 * const { verify } = createUrlSigner({ secret: 'at least 32 bytes, from the environment' });
 *
 * @Module({ imports: [VZapsModule.forRoot({ verify })] })
 * export class AppModule {}
 */
@Module({})
export class VZapsModule extends ConfigurableModuleClass implements NestModule {
  @Optional() @Inject(PATH) private readonly path?: string | false;
  @Optional() @Inject(CONTROLLER) private readonly controller?: Type;
  @Optional() @Inject(ApplicationConfig) private readonly config?: ApplicationConfig;
  @Optional() @Inject(HttpAdapterHost) private readonly host?: HttpAdapterHost;
  @Optional() @Inject(VZapsRegistration) private readonly registration?: VZapsRegistration;

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
   * import { createUrlSigner, VZapsModule } from '@vzaps/nestjs';
   *
   * class Config {
   *   readonly webhookSecret: string = 'at least 32 bytes, from the environment';
   * }
   *
   * export const webhooks = VZapsModule.forRootAsync({
   *   name: 'sales',
   *   inject: [Config],
   *   useFactory: (config: Config) => ({ verify: createUrlSigner({ secret: config.webhookSecret }).verify }),
   * });
   */
  static override forRootAsync(options: VZapsModuleAsyncOptions): DynamicModule {
    checkAsyncOptions(options);
    // biome-ignore lint/complexity/noThisInStatic: as in forRoot().
    return super.forRootAsync(options);
  }

  /** Nest calls this hook after the application set its global prefix, and before it creates the routes. */
  configure(): void {
    const { path, controller, config, host, registration } = this;
    if (!path || !controller) return;
    if (config && isExcludedByMethod(path, config)) useRouteForEachMethod(controller, path);
    limitFastifyBodies(host?.httpAdapter, controller, (outcome) => registration?.notify(outcome));
  }
}
