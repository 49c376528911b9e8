import { Inject, Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core';
import { type Binding, bindingsOf } from './on-vzaps-event.decorator.ts';
import { getInstance, getPrototype, isResolved, isSingleton, type ProviderWrapper } from './provider-wrapper.ts';

/** A method with `@OnVZapsEvent()`. */
export interface FoundHandler {
  readonly bindings: readonly Binding[];
  readonly provider: ProviderWrapper;
  readonly prototype: object;
  readonly methodName: string;
  /** Class and method, for messages: `BotService.answer()`. */
  readonly label: string;
}

/** Finds the methods with `@OnVZapsEvent()` in the providers and controllers of every module. */
@Injectable()
export class HandlerExplorer {
  private readonly discovery: DiscoveryService;
  private readonly scanner: MetadataScanner;
  private readonly modules: ModulesContainer;
  private readonly exploredProviders = new Set<ProviderWrapper>();
  private readonly knownTokens = new Map<unknown, Set<unknown>>();
  private exploredModules = 0;

  constructor(
    @Inject(DiscoveryService) discovery: DiscoveryService,
    @Inject(MetadataScanner) scanner: MetadataScanner,
    @Inject(ModulesContainer) modules: ModulesContainer,
  ) {
    this.discovery = discovery;
    this.scanner = scanner;
    this.modules = modules;
  }

  /** The handlers that the last call did not find. Compares one number unless a module was loaded since. */
  findNew(): FoundHandler[] {
    if (this.modules.size === this.exploredModules) return [];
    const providers = this.getProviders().filter((provider) => !this.exploredProviders.has(provider));
    // A provider that is not resolved belongs to a module that is being loaded, or failed to load.
    const ready = providers.filter((provider) => !isSingleton(provider) || isResolved(provider));
    for (const provider of ready) this.exploredProviders.add(provider);
    this.exploredModules = ready.length === providers.length ? this.modules.size : -1;
    return ready.flatMap((provider) => this.findIn(provider)).filter((handler) => this.isFirst(handler));
  }

  /** The prototype of every provider and controller, for checks at startup. */
  getPrototypes(): object[] {
    const prototypes = this.getProviders().map(getPrototype);
    return [...new Set(prototypes.filter((prototype) => prototype !== null))];
  }

  /** The values that all modules provide under this token. */
  getProvided(token: string): unknown[] {
    return this.discovery
      .getProviders()
      .filter((provider) => provider.token === token)
      .map(getInstance);
  }

  private getProviders(): ProviderWrapper[] {
    return [...this.discovery.getProviders(), ...this.discovery.getControllers()].filter(({ isAlias }) => !isAlias);
  }

  private findIn(provider: ProviderWrapper): FoundHandler[] {
    const prototype = getPrototype(provider) as Record<string, unknown> | null;
    if (!prototype) return [];
    return this.scanner.getAllMethodNames(prototype).flatMap((methodName) => {
      const bindings = bindingsOf(prototype[methodName]);
      if (bindings.length === 0) return [];
      const label = `${prototype.constructor?.name}.${methodName}()`;
      return [{ bindings, provider, prototype, methodName, label }];
    });
  }

  /** A class that two modules provide under one token is one handler, so that an event is not handled twice. */
  private isFirst({ prototype, methodName, provider }: FoundHandler): boolean {
    const method = Reflect.get(prototype, methodName);
    const tokens = this.knownTokens.get(method) ?? new Set();
    this.knownTokens.set(method, tokens);
    return tokens.size < tokens.add(provider.token).size;
  }
}
