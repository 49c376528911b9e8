import { Inject, Module, type OnModuleDestroy, type Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { getInstance } from '../handlers/provider-wrapper.ts';
import { VZapsRegistration } from './vzaps.registration.ts';

/**
 * Creates a module that closes all receivers in the first hook of a shutdown.
 *
 * Handlers use providers of any module, so they must finish before any `onModuleDestroy`. Nest calls that hook module
 * by module, sorted by the distance from the root module: Nest 10 begins with the farthest module, later majors with
 * the nearest. So there are two such modules, one at each end. The second one finds every receiver closed.
 */
function createShutdownModule(distance: number): Type {
  @Module({})
  class VZapsShutdownModule implements OnModuleDestroy {
    private readonly modules: ModulesContainer;

    constructor(@Inject(ModulesContainer) modules: ModulesContainer) {
      this.modules = modules;
      // Nest computes the distances before it creates the modules, and sorts by them at the first hook.
      for (const own of modules.values()) if (own.metatype === VZapsShutdownModule) own.distance = distance;
    }

    async onModuleDestroy(): Promise<void> {
      const registrations = [...this.modules.values()].flatMap(
        ({ providers }) => providers.get(VZapsRegistration) ?? [],
      );
      await Promise.all(
        registrations.map((wrapper) => (getInstance(wrapper) as VZapsRegistration | undefined)?.receiver?.close()),
      );
    }
  }
  return VZapsShutdownModule;
}

export const SHUTDOWN_MODULES: readonly Type[] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY].map(
  createShutdownModule,
);
