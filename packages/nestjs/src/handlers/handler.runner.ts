import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { INTERCEPTORS_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import {
  ApplicationConfig,
  type ContextId,
  ContextIdFactory,
  ExternalContextCreator,
  ModuleRef,
  ModulesContainer,
  type NestContainer,
} from '@nestjs/core';
import { GuardsContextCreator } from '@nestjs/core/guards/guards-context-creator.js';
import type { VZapsEvent } from '@vzaps/core/events';
import type { BaseContext } from '@vzaps/core/webhooks';
import { isObservable, lastValueFrom } from 'rxjs';
import { SKIP_GLOBAL_GUARDS } from '../module/tokens.ts';
import { createCallWithErrorCapture } from './error-capture.ts';
import type { FoundHandler } from './handler.explorer.ts';
import { isSingleton, type ProviderWrapper } from './provider-wrapper.ts';
import { VZAPS_CONTEXT } from './vzaps.context.ts';

export type RunHandler = (event: VZapsEvent, ctx: BaseContext) => Promise<unknown>;

type Instance = Record<string, (...args: unknown[]) => unknown>;

// Parameters with a decorator for HTTP, such as @Body(), are `undefined`.
const NO_HTTP_PARAMS = { exchangeKeyForValue: () => undefined };
const WITHOUT_FILTERS = { guards: true, interceptors: true, filters: false };
const FILTERS_ONLY = { guards: false, interceptors: false, filters: true };

/** Runs handlers as Nest runs routes: guards, interceptors and pipes apply, and exception filters see the errors. */
@Injectable()
export class HandlerRunner {
  private readonly contexts: ExternalContextCreator;
  private readonly contextsWithoutInterceptors: ExternalContextCreator;
  private readonly config: ApplicationConfig;

  constructor(
    @Inject(ExternalContextCreator) contexts: ExternalContextCreator,
    @Inject(ApplicationConfig) config: ApplicationConfig,
    @Inject(ModulesContainer) modules: ModulesContainer,
    @Inject(SKIP_GLOBAL_GUARDS) skipGlobalGuards: boolean,
  ) {
    this.contexts = skipGlobalGuards ? withoutGlobalGuards(contexts, modules) : contexts;
    this.contextsWithoutInterceptors = acceptEmptyObservables(this.contexts);
    this.config = config;
  }

  createRun({ provider, methodName }: FoundHandler): RunHandler {
    if (isSingleton(provider)) return this.bind(provider.instance, methodName);
    return async (event, ctx) => {
      const request = { event, ctx };
      // A `ContextIdStrategy` maps the events of one tenant to one tree of durable providers.
      const contextId = ContextIdFactory.getByRequest(request);
      const moduleRef = provider.host?.getProviderByKey<ModuleRef>(ModuleRef).instance as ModuleRef;
      moduleRef.registerRequestByContextId(getRequestValue(provider, request, contextId), contextId);
      const instance = await moduleRef.resolve<Instance>(provider.token, contextId, { strict: true });
      return this.bind(instance, methodName, contextId, provider.id)(event, ctx);
    };
  }

  private bind(instance: Instance, methodName: string, contextId?: ContextId, inquirerId?: ProviderWrapper['id']) {
    const method = instance[methodName] as Instance[string];
    ensureControllerId(instance.constructor);
    const create = (contexts: ExternalContextCreator) =>
      contexts.create(
        instance,
        method,
        methodName,
        ROUTE_ARGS_METADATA,
        NO_HTTP_PARAMS,
        contextId,
        inquirerId,
        WITHOUT_FILTERS,
        VZAPS_CONTEXT,
      );
    const call = this.hasInterceptors(instance, method)
      ? createCallWithErrorCapture(method, () => create(this.contexts))
      : create(this.contextsWithoutInterceptors);
    const run: RunHandler = async (event, ctx) => {
      try {
        return await call(event, ctx);
      } catch (error) {
        await this.notifyFilters(error, [event, ctx], instance, method, methodName, contextId, inquirerId);
        throw error;
      }
    };
    return run;
  }

  private hasInterceptors(instance: Instance, method: object): boolean {
    return [
      this.config.getGlobalInterceptors(),
      this.config.getGlobalRequestInterceptors(),
      Reflect.getMetadata(INTERCEPTORS_METADATA, instance.constructor) ?? [],
      Reflect.getMetadata(INTERCEPTORS_METADATA, method) ?? [],
    ].some(({ length }) => length > 0);
  }

  /** Filters only observe. The event was not handled, whatever they return or throw. */
  private async notifyFilters(
    error: unknown,
    args: readonly unknown[],
    instance: Instance,
    method: object,
    methodName: string,
    contextId: ContextId | undefined,
    inquirerId: string | undefined,
  ): Promise<void> {
    const fail = (): never => {
      throw error;
    };
    // Nest reads the filters from the metadata of the method that it calls.
    Object.setPrototypeOf(fail, method);
    const call = this.contexts.create(
      instance,
      fail,
      `${methodName}:filters`,
      undefined,
      undefined,
      contextId,
      inquirerId,
      FILTERS_ONLY,
      VZAPS_CONTEXT,
    );
    await call(...args).catch(() => undefined);
  }
}

/**
 * The value of `@Inject(REQUEST)`, as Nest computes it for a route: the strategy's payload for a durable provider, which
 * is shared by many events, else the request with the payload's properties.
 */
function getRequestValue(provider: ProviderWrapper, request: object, { payload }: ContextId): unknown {
  const isDurable = provider.isDependencyTreeDurable();
  if (isDurable && payload !== undefined) return payload;
  return Object.assign(request, payload);
}

/** Replaces the creator of guards by one that knows no global guards. */
function withoutGlobalGuards(contexts: ExternalContextCreator, modules: ModulesContainer): ExternalContextCreator {
  const container = { getModules: () => modules } as NestContainer;
  return Object.create(contexts, { guardsContextCreator: { value: new GuardsContextCreator(container) } });
}

/** Without interceptors, Nest rejects a handler that returns an empty Observable. Such a handler has finished. */
function acceptEmptyObservables(contexts: ExternalContextCreator): ExternalContextCreator {
  return Object.create(contexts, {
    transformToResult: {
      value: async (result: unknown) =>
        isObservable(result) ? lastValueFrom(result, { defaultValue: undefined }) : result,
    },
  });
}

/** Nest 10 and 11 cache a method's parameters under the name of its class, unless the class has a `CONTROLLER_ID`. */
function ensureControllerId(type: object): void {
  if (!Object.hasOwn(type, 'CONTROLLER_ID')) {
    Object.defineProperty(type, 'CONTROLLER_ID', { value: randomUUID(), configurable: true });
  }
}
