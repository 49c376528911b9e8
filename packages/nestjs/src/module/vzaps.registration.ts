import { Inject, Injectable, type Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { ApplicationConfig, HttpAdapterHost, ModulesContainer } from '@nestjs/core';
import type { Realtime } from '@vzaps/core/realtime';
import {
  type ClientOption,
  createReceiver,
  type Outcome,
  type OutcomeListener,
  type Receiver,
  VZapsError,
} from '@vzaps/core/webhooks';
import { checkEnhancers } from '../checks/enhancers.check.ts';
import { findOverriddenHandlers } from '../checks/overridden-handlers.check.ts';
import { findMissingRawBody } from '../checks/raw-body.check.ts';
import { checkRegistrationsDiffer, findUnknownName } from '../checks/registrations.check.ts';
import { type FoundHandler, HandlerExplorer } from '../handlers/handler.explorer.ts';
import { HandlerRunner } from '../handlers/handler.runner.ts';
import { checkFactoryResult } from './check-module-options.ts';
import { createLogger } from './logger.ts';
import { createOutcomeLogger } from './outcome-logger.ts';
import { createRealtimeSources, type VZapsRealtimeOptions } from './realtime-sources.ts';
import { NAME, OPTIONS, OWN_CLIENT, REALTIME, SKIP_GLOBAL_GUARDS } from './tokens.ts';
import type { VZapsModuleOptions } from './vzaps.options.ts';

/** One `VZapsModule`: its receiver, with the handlers of its name. The shutdown modules close the receiver. */
@Injectable()
export class VZapsRegistration implements OnModuleInit, OnApplicationBootstrap {
  readonly receiver: Receiver<ClientOption | undefined>;
  private readonly realtimeSources: readonly Realtime[];
  private readonly listeners: readonly OutcomeListener[];
  private readonly logger: Logger;
  private readonly options: VZapsModuleOptions;
  private readonly skipGlobalGuards: boolean;
  private readonly name: string | undefined;
  private readonly explorer: HandlerExplorer;
  private readonly runner: HandlerRunner;
  private readonly host: HttpAdapterHost;
  private readonly modules: ModulesContainer;
  private readonly config: ApplicationConfig;
  private mistake: { error: unknown } | undefined;

  constructor(
    @Inject(OPTIONS) options: VZapsModuleOptions,
    @Inject(OWN_CLIENT) client: ClientOption | undefined,
    @Inject(NAME) name: string | undefined,
    @Inject(SKIP_GLOBAL_GUARDS) skipGlobalGuards: boolean,
    @Inject(REALTIME) realtime: VZapsRealtimeOptions | undefined,
    @Inject(HandlerExplorer) explorer: HandlerExplorer,
    @Inject(HandlerRunner) runner: HandlerRunner,
    @Inject(HttpAdapterHost) host: HttpAdapterHost,
    @Inject(ModulesContainer) modules: ModulesContainer,
    @Inject(ApplicationConfig) config: ApplicationConfig,
  ) {
    this.options = options;
    this.name = name;
    this.skipGlobalGuards = skipGlobalGuards;
    this.explorer = explorer;
    this.runner = runner;
    this.host = host;
    this.modules = modules;
    this.config = config;
    this.logger = createLogger(name);
    checkFactoryResult(options);
    // The constructor checks this, because Fastify refuses two equal paths before any hook, with a message of its own.
    checkRegistrationsDiffer(explorer);
    // The receiver gets the injected client, so a test that overrides the provider changes ctx.client, ctx.reply and
    // ctx.download.
    const onOutcome = options.onOutcome ?? createOutcomeLogger(this.logger);
    this.listeners = [onOutcome].flat();
    this.receiver = createReceiver({ ...options, client, onOutcome });
    this.bindLazilyLoadedHandlers();
    this.realtimeSources = realtime ? createRealtimeSources(realtime, client, this.receiver, this.logger) : [];
  }

  async onModuleInit(): Promise<void> {
    this.bindNewHandlers(this.refuse);
    const missingRawBody = await findMissingRawBody(this.options.verify, this.host.httpAdapter);
    if (missingRawBody) this.logger.warn(missingRawBody);
    const overridden = findOverriddenHandlers(this.explorer.getPrototypes(), this.name);
    if (overridden.length > 0) this.logger.warn(overridden.join(' '));
  }

  /** A source closes with its receiver. The start is not awaited: an application also starts while VZaps cannot be reached. */
  onApplicationBootstrap(): void {
    for (const source of this.realtimeSources) source.start();
  }

  /** Reports a delivery that was answered before the receiver saw it. */
  notify(outcome: Outcome): void {
    for (const listener of this.listeners) {
      try {
        Promise.resolve(listener(outcome, { milliseconds: 0, steps: {} })).catch(() => {});
      } catch {
        // As in the receiver, an error of a listener changes nothing.
      }
    }
  }

  private readonly refuse = (message: string): never => {
    throw new VZapsError('NAME_UNKNOWN', message);
  };
  private readonly skip = (message: string): void => this.logger.error(`${message} The handler receives no events.`);

  /**
   * Looks for new handlers before each event, because Nest calls no hook when a module is loaded lazily. The methods
   * are replaced in place, because `receiver.fetch` calls them, too.
   */
  private bindLazilyLoadedHandlers(): void {
    const { receiver } = this;
    const bindBefore =
      <Args extends unknown[], Result>(method: (...args: Args) => Promise<Result>) =>
      async (...args: Args): Promise<Result> => {
        this.bindNewHandlers(this.skip);
        return method.apply(receiver, args);
      };
    Object.assign(receiver, {
      receive: bindBefore(receiver.receive),
      verify: bindBefore(receiver.verify),
      dispatch: bindBefore(receiver.dispatch),
    });
  }

  /**
   * Fails again at every call after it failed once. A delivery that fails stays in the delivery log of VZaps, while
   * a 2xx without the handler would lose its event.
   */
  private bindNewHandlers(onUnknownName: (message: string) => void): void {
    if (this.mistake) throw this.mistake.error;
    try {
      for (const handler of this.explorer.findNew()) {
        const unknownName = findUnknownName(handler, this.explorer);
        if (unknownName) onUnknownName(unknownName);
        this.bind(handler);
      }
    } catch (error) {
      this.mistake = { error };
      throw error;
    }
  }

  private bind(handler: FoundHandler): void {
    const bindings = handler.bindings.filter(({ name }) => name === this.name);
    if (bindings.length === 0) return;
    const warning = checkEnhancers(handler, this.modules, this.config, {
      ignoreGlobalGuards: this.skipGlobalGuards,
    });
    if (warning) this.logger.warn(warning);
    this.receiver.on(
      bindings.flatMap(({ types }) => types),
      this.runner.createRun(handler),
    );
  }
}
