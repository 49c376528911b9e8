import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { type ContextId, ContextIdFactory, ExternalContextCreator, ModuleRef } from '@nestjs/core';
import type { VZapsEvent } from '@vzaps/core/events';
import type { BaseContext } from '@vzaps/core/webhooks';
import { testify, watch } from './error-capture.ts';
import { type Host, isStatic } from './provider-wrapper.ts';
import { VZAPS_CONTEXT } from './vzaps.context.ts';

export type Run = (event: VZapsEvent, ctx: BaseContext) => Promise<unknown>;

type Instance = Record<string, (...args: unknown[]) => unknown>;

// Parameters that are decorated for HTTP, such as @Body(), are not there.
const PARAMS = { exchangeKeyForValue: () => undefined };
const NOT_FILTERS = { guards: true, interceptors: true, filters: false };
const FILTERS = { guards: false, interceptors: false, filters: true };

/** Runs methods as Nest runs a route: behind guards and interceptors, through pipes, seen by exception filters. */
@Injectable()
export class HandlerRunner {
  private readonly contexts: ExternalContextCreator;

  constructor(@Inject(ExternalContextCreator) contexts: ExternalContextCreator) {
    this.contexts = contexts;
  }

  runnerOf(host: Host, key: string): Run {
    if (isStatic(host)) return this.bind(host.instance, key);
    return async (event, ctx) => {
      const contextId = ContextIdFactory.create();
      const moduleRef: ModuleRef | undefined = host.host?.getProviderByKey<ModuleRef>(ModuleRef).instance;
      // What `@Inject(REQUEST)` gives to providers of this scope.
      moduleRef?.registerRequestByContextId({ event, ctx }, contextId);
      const instance = await moduleRef?.resolve<Instance>(host.token, contextId, { strict: true });
      return this.bind(instance as Instance, key, contextId, host.id)(event, ctx);
    };
  }

  private bind(instance: Instance, key: string, contextId?: ContextId, hostId?: string): Run {
    const method = instance[key] as Instance[string];
    identify(instance.constructor);
    watch(method);
    const call = this.contexts.create(
      instance,
      method,
      key,
      ROUTE_ARGS_METADATA,
      PARAMS,
      contextId,
      hostId,
      NOT_FILTERS,
      VZAPS_CONTEXT,
    );
    return async (event, ctx) => {
      try {
        return await testify(() => call(event, ctx));
      } catch (error) {
        const fail = (): never => {
          throw error;
        };
        // Filters are looked up by what decorates the method.
        Object.setPrototypeOf(fail, method);
        const show = this.contexts.create(
          instance,
          fail,
          `${key}:filters`,
          undefined,
          undefined,
          contextId,
          hostId,
          FILTERS,
          VZAPS_CONTEXT,
        );
        // They observe: whatever they answer or throw, the event was not handled.
        await show(event, ctx).catch(() => undefined);
        throw error;
      }
    };
  }
}

/** Nest 10 and 11 remember a method's parameters by the *name* of its class, unless the class has an id, as controllers have. */
function identify(handlers: object): void {
  if (!Object.hasOwn(handlers, 'CONTROLLER_ID')) {
    Object.defineProperty(handlers, 'CONTROLLER_ID', { value: randomUUID(), configurable: true });
  }
}
