import { Inject, Injectable } from '@nestjs/common';
import { ApplicationConfig, DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core';
import { refuseLostEnhancers } from '../checks/enhancers.check.ts';
import { lostHandlers, refuseHidden } from '../checks/overridden-handlers.check.ts';
import { HandlerRunner, type Run } from './handler.runner.ts';
import { type Binding, bindingsOf } from './on-vzaps-event.decorator.ts';
import { type Host, instanceOf, isResolved, isStatic, prototypeOf } from './provider-wrapper.ts';

/** A method with its decorators. */
export interface FoundHandler {
  bindings: readonly Binding[];
  token: unknown;
  method: unknown;
  run: Run;
}

/** Finds the methods that `@OnVZapsEvent()` decorates, in every module. */
@Injectable()
export class HandlerExplorer {
  private readonly discovery: DiscoveryService;
  private readonly scanner: MetadataScanner;
  private readonly modules: ModulesContainer;
  private readonly config: ApplicationConfig;
  private readonly runner: HandlerRunner;
  private readonly seen = new Set<Host>();
  private readonly taken = new Map<unknown, Set<unknown>>();
  private explored = 0;

  constructor(
    @Inject(DiscoveryService) discovery: DiscoveryService,
    @Inject(MetadataScanner) scanner: MetadataScanner,
    @Inject(ModulesContainer) modules: ModulesContainer,
    @Inject(ApplicationConfig) config: ApplicationConfig,
    @Inject(HandlerRunner) runner: HandlerRunner,
  ) {
    this.discovery = discovery;
    this.scanner = scanner;
    this.modules = modules;
    this.config = config;
    this.runner = runner;
  }

  /**
   * Those that were not there the last time. Costs nothing unless a module was loaded since.
   *
   * @throws VZapsError `GUARD_MISSING`.
   */
  findNew(): FoundHandler[] {
    if (this.modules.size === this.explored) return [];
    const hosts = this.hosts().filter((host) => !this.seen.has(host));
    // The others belong to a module that is being loaded, or has failed to.
    const ready = hosts.filter((host) => !isStatic(host) || isResolved(host));
    const found = ready.flatMap((host) => this.handlersOf(host));
    for (const host of ready) this.seen.add(host);
    this.explored = ready.length === hosts.length ? this.modules.size : -1;
    return found.filter(({ token, method }) => this.take(token, method));
  }

  /**
   * Decorated methods for a registration that get no event, in words. For the boot: later it would be a guess too many.
   *
   * @throws VZapsError `HANDLER_HIDDEN`.
   */
  findLost(name: string | undefined): string[] {
    const hosts = this.hosts();
    const lost = lostHandlers(hosts, name);
    refuseHidden(hosts);
    return lost;
  }

  /** What is provided under this token, in all modules. */
  provided(token: string): unknown[] {
    return this.discovery
      .getProviders()
      .filter((host) => host.token === token)
      .map(instanceOf);
  }

  private hosts(): Host[] {
    return [...this.discovery.getProviders(), ...this.discovery.getControllers()].filter((host) => !host.isAlias);
  }

  private handlersOf(host: Host): FoundHandler[] {
    const prototype = prototypeOf(host) as Record<string, unknown> | null;
    if (!prototype) return [];
    return this.scanner.getAllMethodNames(prototype).flatMap((key) => {
      const method = prototype[key];
      const bindings = bindingsOf(method);
      if (bindings.length === 0) return [];
      refuseLostEnhancers(host, prototype, key, this.modules, this.config);
      return [{ bindings, token: host.token, method, run: this.runner.runnerOf(host, key) }];
    });
  }

  /** A class that two modules provide is still one handler: nothing is done twice. */
  private take(token: unknown, method: unknown): boolean {
    const tokens = this.taken.get(method) ?? new Set();
    this.taken.set(method, tokens);
    return tokens.size < tokens.add(token).size;
  }
}
