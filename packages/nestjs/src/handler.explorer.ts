import { Inject, Injectable } from '@nestjs/common';
import { ContextIdFactory, DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core';
import { HandlerRunner, type Host, isStatic, type Run } from './handler.runner.ts';
import { refuseLostEnhancers } from './lost-enhancers.ts';
import { type Binding, bindingsOf } from './on-vzaps-event.decorator.ts';

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
  private readonly runner: HandlerRunner;
  private readonly seen = new Set<Host>();
  private readonly taken = new Map<unknown, Set<unknown>>();
  private explored = 0;

  constructor(
    @Inject(DiscoveryService) discovery: DiscoveryService,
    @Inject(MetadataScanner) scanner: MetadataScanner,
    @Inject(ModulesContainer) modules: ModulesContainer,
    @Inject(HandlerRunner) runner: HandlerRunner,
  ) {
    this.discovery = discovery;
    this.scanner = scanner;
    this.modules = modules;
    this.runner = runner;
  }

  /**
   * Those that were not there the last time. Costs nothing unless a module was loaded since.
   *
   * @throws VZapsError `ENHANCERS_LOST`, again and again.
   */
  findNew(): FoundHandler[] {
    if (this.modules.size === this.explored) return [];
    const hosts = [...this.discovery.getProviders(), ...this.discovery.getControllers()].filter(
      (host) => !host.isAlias && !this.seen.has(host),
    );
    // The others belong to a module that is being loaded.
    const ready = hosts.filter(
      (host) => !isStatic(host) || host.getInstanceByContextId(ContextIdFactory.create()).isResolved,
    );
    const found = ready.flatMap((host) => this.handlersOf(host));
    for (const host of ready) this.seen.add(host);
    this.explored = ready.length === hosts.length ? this.modules.size : -1;
    return found.filter(({ token, method }) => this.take(token, method));
  }

  /** How many providers of this token there are, in all modules. */
  count(token: string): number {
    return this.discovery.getProviders().filter((host) => host.token === token).length;
  }

  private handlersOf(host: Host): FoundHandler[] {
    if (typeof host.instance !== 'object' || host.instance === null) return [];
    const prototype: Record<string, unknown> | null = Object.getPrototypeOf(host.instance);
    return this.scanner.getAllMethodNames(prototype).flatMap((key) => {
      const method = prototype?.[key];
      const bindings = bindingsOf(method);
      if (bindings.length === 0) return [];
      refuseLostEnhancers(host, key, this.modules);
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
