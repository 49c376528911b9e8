import type { Type } from '@nestjs/common';
import {
  EXCEPTION_FILTERS_METADATA,
  GUARDS_METADATA,
  INTERCEPTORS_METADATA,
  PIPES_METADATA,
  ROUTE_ARGS_METADATA,
} from '@nestjs/common/constants.js';
import { type ApplicationConfig, ExternalContextCreator, type ModulesContainer } from '@nestjs/core';
import { VZapsError } from '@vzaps/core/webhooks';
import type { FoundHandler } from '../handlers/handler.explorer.ts';

const NOT_GUARDS = [INTERCEPTORS_METADATA, PIPES_METADATA, EXCEPTION_FILTERS_METADATA];

/**
 * Finds the guards, interceptors, pipes and filters of a handler that Nest would skip without a message.
 *
 * Nest creates those that are given as classes for the handler's module. It finds that module by the handler's class
 * among the providers, so a controller, a factory's result or a value has none. In the same way it skips request-scoped
 * global ones if the provider's token is not its class.
 *
 * @returns A warning for skipped interceptors, pipes and filters, or `undefined`.
 * @throws VZapsError `GUARD_MISSING` if Nest would skip a guard.
 */
export function checkEnhancers(
  handler: FoundHandler,
  modules: ModulesContainer,
  config: ApplicationConfig,
  options: { ignoreGlobalGuards: boolean },
): string | undefined {
  const { prototype, label } = handler;
  const { name } = prototype.constructor;
  const isSkipped = createSkipTest(handler, modules);
  const skipsGlobal = !isEntryOfModule(handler, modules);
  const globalGuards = skipsGlobal && !options.ignoreGlobalGuards ? config.getGlobalRequestGuards() : [];
  const guards = [...getEnhancers(GUARDS_METADATA, handler).filter(isSkipped), ...globalGuards];
  const solution = `List ${name} itself in \`providers\` of a module: not under another token, not by a factory or a value`;
  if (guards.length > 0) {
    throw new VZapsError(
      'GUARD_MISSING',
      `Nest would call ${label} without ${namesOf(guards)}, because no module has ${name} in its providers. ` +
        `${solution}, and not only as a controller.`,
    );
  }
  const others = [
    ...NOT_GUARDS.flatMap((kind) => getEnhancers(kind, handler)).filter(isSkipped),
    ...getParameterPipes(handler).filter(isSkipped),
    ...(skipsGlobal ? [config.getGlobalRequestInterceptors(), config.getGlobalRequestPipes()].flat() : []),
    ...(skipsGlobal ? config.getGlobalRequestFilters() : []),
  ];
  if (others.length === 0) return undefined;
  return `Nest skips ${namesOf(others)} of ${label}, because no module has ${name} in its providers. ${solution}. Or pass instances instead of classes.`;
}

const getEnhancers = (kind: string, { prototype, methodName }: FoundHandler): unknown[] => [
  ...(Reflect.getMetadata(kind, prototype.constructor) ?? []),
  ...(Reflect.getMetadata(kind, Reflect.get(prototype, methodName)) ?? []),
];

function getParameterPipes({ prototype, methodName }: FoundHandler): unknown[] {
  const params: Record<string, { pipes?: unknown[] }> =
    Reflect.getMetadata(ROUTE_ARGS_METADATA, prototype.constructor, methodName) ?? {};
  return Object.values(params).flatMap(({ pipes = [] }) => pipes);
}

function createSkipTest(
  { prototype, provider }: FoundHandler,
  modules: ModulesContainer,
): (enhancer: unknown) => boolean {
  const type = prototype.constructor as Type;
  // Later releases of Nest 11 and Nest 12 look at the module that holds the provider first, whatever its token is.
  const looksAtHost = 'getHostModuleKey' in ExternalContextCreator.prototype;
  const host = looksAtHost && provider.host?.providers.get(provider.token) === provider ? provider.host : undefined;
  const injectables = (host ?? [...modules.values()].find(({ providers }) => providers.has(type)))?.injectables;
  return (enhancer) => typeof enhancer === 'function' && !injectables?.has(enhancer as Type);
}

/** Whether Nest creates request-scoped global enhancers for this provider. It cannot create a value anew. */
const isEntryOfModule = ({ provider }: FoundHandler, modules: ModulesContainer): boolean =>
  [...modules.values()].some(({ entryProviders, controllers }) =>
    [...entryProviders, ...controllers.values()].some((each) => each === provider && each.metatype),
  );

const namesOf = (enhancers: readonly unknown[]): string =>
  enhancers.map((enhancer) => (enhancer as { name?: string; metatype?: Type }).name ?? 'an enhancer').join(', ');
