import { ConfigurableModuleBuilder, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { refuseOddName } from '../checks/registration-names.check.ts';
import { HandlerExplorer } from '../handlers/handler.explorer.ts';
import { HandlerRunner } from '../handlers/handler.runner.ts';
import { createWebhookController } from '../http/webhook.controller.ts';
import { SHUTDOWN_MODULES } from './shutdown.modules.ts';
import { getVZapsClientToken, getVZapsReceiverToken, NAME, OPTIONS, PATH } from './tokens.ts';
import type { VZapsModuleExtras, VZapsModuleOptions } from './vzaps.options.ts';
import { VZapsRegistration } from './vzaps.registration.ts';

// Each is named here, or Nest would take it for an option of the receiver.
const EXTRAS: VZapsModuleExtras = { name: undefined, path: undefined, isGlobal: false, decorators: [] };

const { ConfigurableModuleClass } = new ConfigurableModuleBuilder<VZapsModuleOptions>({
  optionsInjectionToken: OPTIONS,
  // Nest 10 would take two that look alike for one, and forget the second.
  alwaysTransient: true,
})
  .setClassMethodName('forRoot')
  .setFactoryMethodName('createVZapsOptions')
  .setExtras<VZapsModuleExtras>(EXTRAS, (definition, { name, path, isGlobal = false, decorators = [] }) => {
    refuseOddName(name, path);
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
        { provide: client, useFactory: (options: VZapsModuleOptions) => options.client, inject: [OPTIONS] },
      ],
      controllers: url === false ? [] : [createWebhookController(name, url, decorators)],
      exports: [receiver, client],
    };
  })
  .build();

/**
 * Receives VZaps' webhooks: `forRoot({ verify })`, or `forRootAsync({ useFactory })`. Several may stand in one
 * application, each with its `name` and `path`.
 */
@Module({})
export class VZapsModule extends ConfigurableModuleClass {}
