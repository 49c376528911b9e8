import { Inject, Module, type OnModuleDestroy, type Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { instanceOf } from '../handlers/provider-wrapper.ts';
import { VZapsRegistration } from './vzaps.registration.ts';

/**
 * Nest's first hook of a shutdown is `onModuleDestroy`, and it goes from module to module: on Nest 10 from the one
 * farthest from the root module, since Nest 11 from the nearest. Handlers are in any of them, and use what is in any
 * other, so they have to end before the first. One of these two is the first; for the other nothing is left to do.
 */
function closingModule(distance: number): Type {
  @Module({})
  class VZapsShutdownModule implements OnModuleDestroy {
    private readonly modules: ModulesContainer;

    constructor(@Inject(ModulesContainer) modules: ModulesContainer) {
      this.modules = modules;
      // Modules are made when all distances are known, and sorted by them when the first hook is called.
      for (const own of modules.values()) if (own.metatype === VZapsShutdownModule) own.distance = distance;
    }

    async onModuleDestroy(): Promise<void> {
      const registrations = [...this.modules.values()].flatMap(
        ({ providers }) => providers.get(VZapsRegistration) ?? [],
      );
      await Promise.all(
        registrations.map((host) => (instanceOf(host) as VZapsRegistration | undefined)?.receiver?.close()),
      );
    }
  }
  return VZapsShutdownModule;
}

export const SHUTDOWN_MODULES: readonly Type[] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY].map(
  closingModule,
);
