import type { Type } from '@nestjs/common';
import {
  EXCEPTION_FILTERS_METADATA,
  GUARDS_METADATA,
  INTERCEPTORS_METADATA,
  PIPES_METADATA,
  ROUTE_ARGS_METADATA,
} from '@nestjs/common/constants.js';
import type { ApplicationConfig, ModulesContainer } from '@nestjs/core';
import { VZapsError } from '@vzaps/core/webhooks';
import type { Host } from '../handlers/provider-wrapper.ts';

const ENHANCERS = [GUARDS_METADATA, INTERCEPTORS_METADATA, PIPES_METADATA, EXCEPTION_FILTERS_METADATA];

/**
 * Nest makes the guards, interceptors, pipes and filters that are given as classes only where the handler's own class
 * is a provider; those of a controller's handler, of what a factory makes, or of a class under another token, it skips
 * in silence. So it does with the global ones that are request-scoped, where the token is not the class.
 *
 * @throws VZapsError `GUARD_MISSING`.
 */
export function refuseLostEnhancers(
  host: Host,
  prototype: object,
  key: string,
  modules: ModulesContainer,
  config: ApplicationConfig,
): void {
  const handlers = prototype.constructor as Type;
  const all = [...modules.values()];
  const params: Record<string, { pipes?: unknown[] }> = Reflect.getMetadata(ROUTE_ARGS_METADATA, handlers, key) ?? {};
  const given: unknown[] = [
    ...ENHANCERS.flatMap((kind) => Reflect.getMetadata(kind, handlers) ?? []),
    ...ENHANCERS.flatMap((kind) => Reflect.getMetadata(kind, prototype[key as never]) ?? []),
    ...Object.values(params).flatMap(({ pipes = [] }) => pipes),
  ];
  // Nest looks for them in the first module that provides the class.
  const made = all.find(({ providers }) => providers.has(handlers))?.injectables;
  const lost = given.some((each) => typeof each === 'function' && !made?.has(each as Type));
  // Those that are request-scoped belong to controllers, and to what is provided under a class that has handlers. A
  // value cannot be made anew with them.
  const scoped = all.some(({ entryProviders, controllers }) =>
    [...entryProviders, ...controllers.values()].some((each) => each === host && each.metatype),
  );
  if (!lost && (scoped || !hasScoped(config))) return;
  throw new VZapsError(
    'GUARD_MISSING',
    `Nest would skip the guards, interceptors, pipes or filters of ${handlers.name}.${key}()` +
      `${lost ? '' : ', the global ones that are request-scoped'}: list ${handlers.name} itself in the ` +
      'providers of a module (not under another token, by a factory or a value, or as a controller).',
  );
}

const hasScoped = (config: ApplicationConfig): boolean =>
  [
    config.getGlobalRequestGuards(),
    config.getGlobalRequestInterceptors(),
    config.getGlobalRequestPipes(),
    config.getGlobalRequestFilters(),
  ].some(({ length }) => length > 0);
