/**
 * What this package uses of Nest beside its documented API. These tests run in each major of Nest, so that a new
 * release that changes one of them fails here, with a message that says what to do.
 */
import 'reflect-metadata';
import {
  Controller,
  Get,
  Inject,
  Injectable,
  Module,
  type NestModule,
  RequestMethod,
  UseFilters,
  UseGuards,
  UseInterceptors,
  UsePipes,
} from '@nestjs/common';
import {
  ENTRY_PROVIDER_WATERMARK,
  EXCEPTION_FILTERS_METADATA,
  GUARDS_METADATA,
  INTERCEPTORS_METADATA,
  METHOD_METADATA,
  PATH_METADATA,
  PIPES_METADATA,
  ROUTE_ARGS_METADATA,
} from '@nestjs/common/constants.js';
import { ApplicationConfig, ExternalContextCreator, ModulesContainer } from '@nestjs/core';
import { GuardsContextCreator } from '@nestjs/core/guards/guards-context-creator.js';
import { HandlerMetadataStorage } from '@nestjs/core/helpers/handler-metadata-storage.js';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExcludeController, ApiExcludeEndpoint } from '@nestjs/swagger';
import { describe, expect, it } from 'vitest';
import { VZapsPayload } from '../src/index.ts';
import { create, NEST } from './app.fixture.ts';

/** The message of a failure. */
const advice = (what: string, file: string, todo: string): string =>
  `${NEST}: ${what}. packages/nestjs/src/${file} depends on it. ${todo} If a released version of Nest has changed it, ` +
  'exclude that version in peerDependencies of @vzaps/nestjs until it is fixed.';

const guard = { canActivate: () => true };
const interceptor = { intercept: (_: unknown, next: { handle(): never }) => next.handle() };
const pipe = { transform: (value: unknown) => value };
const filter = { catch() {} };

@Controller('path')
class Decorated {
  @Get('get')
  @UseGuards(guard)
  @UseInterceptors(interceptor)
  @UsePipes(pipe)
  @UseFilters(filter)
  method(@VZapsPayload() _event: unknown) {}
}

describe('Metadata keys of @nestjs/common/constants.js', () => {
  it.each([
    ['GUARDS_METADATA', GUARDS_METADATA, [guard]],
    ['INTERCEPTORS_METADATA', INTERCEPTORS_METADATA, [interceptor]],
    ['PIPES_METADATA', PIPES_METADATA, [pipe]],
    ['EXCEPTION_FILTERS_METADATA', EXCEPTION_FILTERS_METADATA, [filter]],
    ['PATH_METADATA', PATH_METADATA, 'get'],
    ['METHOD_METADATA', METHOD_METADATA, RequestMethod.GET],
  ])('%s is the key that Nest’s decorators write to a method', (name, key, value) => {
    const todo = `Look for the key in the decorator of @nestjs/common, and import it instead of ${name}.`;
    expect(
      Reflect.getMetadata(key, Decorated.prototype.method),
      advice(`${name} is not the key of the decorator`, 'checks and http', todo),
    ).toEqual(value);
  });

  it('ROUTE_ARGS_METADATA holds { index, pipes } of each decorated parameter', () => {
    const params = Object.values(Reflect.getMetadata(ROUTE_ARGS_METADATA, Decorated, 'method') ?? {});
    const todo = 'Adapt decorateEventAndContext() to the new shape, or (event, ctx) are undefined beside a decorator.';
    expect(
      params,
      advice('Parameter decorators store something else', 'handlers/on-vzaps-event.decorator.ts', todo),
    ).toMatchObject([{ index: 0, pipes: [] }]);
  });

  it('ENTRY_PROVIDER_WATERMARK makes a provider one to which request-scoped global guards apply', async () => {
    @Injectable()
    class Entry {}
    Reflect.defineMetadata(ENTRY_PROVIDER_WATERMARK, true, Entry);
    const app = await create('Express', { providers: [Entry] });
    const entries = [...app.get(ModulesContainer).values()].flatMap(({ entryProviders }) => entryProviders);
    const todo = 'Look in @nestjs/core/injector/module.js for how entry providers are marked, and do the same.';
    expect(
      entries.map(({ metatype }) => metatype),
      advice('A marked class is no entry provider', 'handlers/on-vzaps-event.decorator.ts', todo),
    ).toContain(Entry);
  });
});

describe('ExternalContextCreator', () => {
  it('reads guardsContextCreator of itself in create()', () => {
    const used: string[] = [];
    const track = (name: string) => ({
      create() {
        used.push(name);
        return [];
      },
    });
    const contexts = new ExternalContextCreator(
      track('guards') as never,
      {} as never,
      track('interceptors') as never,
      { intercept: (_: unknown, __: unknown, ___: unknown, ____: unknown, next: () => unknown) => next() } as never,
      new Map() as never,
      track('pipes') as never,
      {} as never,
      track('filters') as never,
    );
    const replaced = Object.create(contexts, { guardsContextCreator: { value: track('replaced guards') } });
    class Handlers {
      method() {}
    }
    const { method } = Handlers.prototype;
    replaced.create(new Handlers(), method, 'method');
    const todo = 'Adapt withoutGlobalGuards(), or `skipGlobalGuards` has no effect.';
    const message = advice('create() does not read `guardsContextCreator`', 'handlers/handler.runner.ts', todo);
    expect(used, message).toContain('replaced guards');
    expect(used, message).not.toContain('guards');
  });

  it('passes every result through transformToResult() of itself', async () => {
    const app = await create('Express', {});
    const contexts = Object.create(app.get(ExternalContextCreator), {
      transformToResult: { value: async () => 'transformed' },
    });
    class Handlers {
      method() {}
    }
    const call = contexts.create(new Handlers(), Handlers.prototype.method, 'method');
    const todo = 'Adapt acceptEmptyObservables(), or a handler that returns an empty Observable fails.';
    expect(await call(), advice('create() does not call `transformToResult`', 'handlers/handler.runner.ts', todo)).toBe(
      'transformed',
    );
  });

  it('creates no guard from a class for a provider under another token, unless getHostModuleKey() exists', async () => {
    @Injectable()
    class ClassGuard {
      canActivate = () => true;
    }
    @Injectable()
    class Handlers {
      @UseGuards(ClassGuard)
      method() {}
    }
    const app = await create('Express', { providers: [{ provide: 'TOKEN', useClass: Handlers }] });
    await app.init();
    const ran: unknown[] = [];
    const contexts = app.get(ExternalContextCreator);
    const consumer = { tryActivate: async (guards: unknown[]) => ran.push(...guards) > 0 };
    const spied = Object.create(contexts, { guardsConsumer: { value: consumer } });
    await spied.create(app.get('TOKEN'), Handlers.prototype.method, 'method')();
    const todo = 'Adapt createSkipTest() to how Nest finds the module of a handler now.';
    expect(
      ran.length > 0,
      advice('Nest finds the guards of a provider in another way', 'checks/enhancers.check.ts', todo),
    ).toBe('getHostModuleKey' in ExternalContextCreator.prototype);
  });
});

it('The metadata of RouteConfig() reaches the hook onRoute of Fastify, in the configuration or at the handler', async () => {
  const seen: unknown[] = [];
  const app = await create('Fastify', { controllers: [Decorated] });
  const key = '__fastify_route_config__';
  RouteConfig({ mark: 'ours' })(Decorated.prototype, 'method', { value: Decorated.prototype.method });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRoute', (route: { config?: { mark?: string }; handler: object }) => {
      seen.push(route.config?.mark ?? Reflect.getMetadata(key, route.handler)?.mark);
    });
  await app.init();
  const todo = 'Find another way to recognise the route of the webhook, or one-byte chunks fill the memory.';
  expect(seen, advice('RouteConfig() does not reach the hook', 'http/fastify-bodies.ts', todo)).toContain('ours');
});

it('GuardsContextCreator without a configuration creates no global guards', () => {
  const creator = new GuardsContextCreator({ getModules: () => new Map() } as never);
  const todo = 'Adapt withoutGlobalGuards(), or `skipGlobalGuards` does not skip them.';
  expect(
    creator.getGlobalMetadata(),
    advice('GuardsContextCreator needs a configuration', 'handlers/handler.runner.ts', todo),
  ).toEqual([]);
});

it('CONTROLLER_ID keeps the cached parameters of two classes with one name apart', () => {
  const [First, Second] = [1, 2].map(() => ({ Handlers: class Handlers {} }).Handlers) as [
    new () => object,
    new () => object,
  ];
  for (const [id, type] of [First, Second].entries()) Object.defineProperty(type, 'CONTROLLER_ID', { value: `${id}` });
  const storage = new HandlerMetadataStorage();
  storage.set(new First(), 'method', { argsLength: 1 } as never);
  const todo = 'Adapt ensureControllerId(): look in helpers/handler-metadata-storage.js for the key of the cache.';
  expect(
    storage.get(new Second(), 'method'),
    advice('CONTROLLER_ID does not separate classes', 'handlers/handler.runner.ts', todo),
  ).toBeUndefined();
});

it('Module.distance can be set, and decides the order of shutdown', async () => {
  const order: string[] = [];
  const createModule = (name: string, distance: number) => {
    class Ordered {
      onModuleDestroy() {
        order.push(name);
      }
    }
    Module({})(Ordered);
    return { Ordered, distance };
  };
  const modules = [createModule('far', 1e6), createModule('near', -1e6)];
  const app = await create('Express', { imports: modules.map(({ Ordered }) => Ordered) });
  for (const own of app.get(ModulesContainer).values()) {
    const found = modules.find(({ Ordered }) => own.metatype === Ordered);
    if (found) own.distance = found.distance;
  }
  await app.init();
  await app.close();
  const todo = 'Adapt SHUTDOWN_MODULES, or the application closes its database before running handlers have finished.';
  expect([...order].sort(), advice('Not every module is destroyed', 'module/shutdown.modules.ts', todo)).toEqual([
    'far',
    'near',
  ]);
  const ends = NEST === 'Nest 10' ? ['far', 'near'] : ['near', 'far'];
  expect(order, advice('Module.distance does not decide the order', 'module/shutdown.modules.ts', todo)).toEqual(ends);
});

it('A module’s configure() runs after setGlobalPrefix(), and reads the HTTP method and the path pattern of each excluded route', async () => {
  const seen: unknown[] = [];
  class Configured implements NestModule {
    @Inject(ApplicationConfig) readonly config!: ApplicationConfig;

    configure() {
      seen.push(...(this.config.getGlobalPrefixOptions().exclude ?? []));
    }
  }
  const exclude = [{ path: 'webhooks/:name', method: RequestMethod.POST }];
  const app = await create('Express', { imports: [Configured] });
  app.setGlobalPrefix('api', { exclude });
  await app.init();
  const todo = 'Adapt VZapsModule.configure() and isExcludedByMethod(), or an exclusion for POST has no effect.';
  const message = advice('configure() does not see the exclusions', 'http/webhook.routes.ts', todo);
  expect(seen, message).toMatchObject([{ requestMethod: RequestMethod.POST, pathRegex: expect.any(RegExp) }]);
  expect((seen as { pathRegex: RegExp }[])[0]?.pathRegex.test('/webhooks/vzaps'), message).toBe(true);
});

it('Express keeps its parsers under the names that the check for raw bodies looks for', async () => {
  const app = await create('Express', {}, { rawBody: true });
  await app.init();
  const express = app.getHttpAdapter().getInstance();
  const { stack } = express._router ?? express.router;
  const todo = 'Adapt keepsBytesOnExpress(), or a missing rawBody causes no warning at startup.';
  expect(
    stack.map(({ handle }: { handle: { name: string } }) => handle.name),
    advice('The body parser of Express has another name', 'checks/raw-body.check.ts', todo),
  ).toContain('jsonParser');
});

it('Fastify keeps its parsers behind a symbol that the check for raw bodies looks for', async () => {
  const app = await create('Fastify', {}, { rawBody: true });
  await app.init();
  const fastify = app.getHttpAdapter().getInstance();
  const symbols = Object.getOwnPropertySymbols(fastify).map(({ description }) => description);
  const todo = 'Adapt keepsBytesOnFastify(), or a missing rawBody causes no warning at startup.';
  expect(
    symbols,
    advice('The parsers of Fastify are behind another symbol', 'checks/raw-body.check.ts', todo),
  ).toContain('fastify.contentTypeParser');
});

it('@nestjs/swagger reads the metadata keys that hide the webhook', () => {
  class Hidden {
    method() {}
  }
  ApiExcludeController()(Hidden);
  ApiExcludeEndpoint()(
    Hidden.prototype,
    'method',
    Object.getOwnPropertyDescriptor(Hidden.prototype, 'method') as never,
  );
  const todo = 'Adapt the keys, or the webhook appears in the OpenAPI document.';
  const message = advice('@nestjs/swagger uses other metadata', 'http/swagger-metadata.ts', todo);
  expect(Reflect.getMetadata('swagger/apiExcludeController', Hidden), message).toEqual([true]);
  expect(Reflect.getMetadata('swagger/apiExcludeEndpoint', Hidden.prototype.method), message).toEqual({
    disable: true,
  });
});
