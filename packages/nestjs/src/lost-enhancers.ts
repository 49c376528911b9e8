import type { Type } from '@nestjs/common';
import {
  EXCEPTION_FILTERS_METADATA,
  GUARDS_METADATA,
  INTERCEPTORS_METADATA,
  PIPES_METADATA,
  ROUTE_ARGS_METADATA,
} from '@nestjs/common/constants.js';
import type { ModulesContainer } from '@nestjs/core';
import { VZapsError } from '@vzaps/core/webhooks';
import type { Host } from './handler.runner.ts';

const ENHANCERS = [GUARDS_METADATA, INTERCEPTORS_METADATA, PIPES_METADATA, EXCEPTION_FILTERS_METADATA];

/**
 * Nest makes the guards, interceptors, pipes and filters that are given as classes only where the handler's own class
 * is a provider; those of a controller's handler, or of a class under another token, it skips in silence.
 *
 * @throws VZapsError `ENHANCERS_LOST`.
 */
export function refuseLostEnhancers(host: Host, key: string, modules: ModulesContainer): void {
  const handlers: { name: string } = host.instance.constructor;
  const params: Record<string, { pipes?: unknown[] }> = Reflect.getMetadata(ROUTE_ARGS_METADATA, handlers, key) ?? {};
  const given = [
    ...ENHANCERS.flatMap((kind) => Reflect.getMetadata(kind, handlers) ?? []),
    ...ENHANCERS.flatMap((kind) => Reflect.getMetadata(kind, host.instance[key]) ?? []),
    ...Object.values(params).flatMap(({ pipes = [] }) => pipes),
  ];
  if (!given.some((each) => typeof each === 'function')) return;
  if ([...modules.values()].some((module) => module.providers.has(handlers as Type))) return;
  throw new VZapsError(
    'ENHANCERS_LOST',
    `Nest would skip the guards, interceptors, pipes or filters of ${handlers.name}.${key}(): list ` +
      `${handlers.name} itself in the providers of a module (not under another token, not as a controller).`,
  );
}
