import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type ClientOption, createReceiver, type Receiver, VZapsError } from '@vzaps/core/webhooks';
import { type FoundHandler, HandlerExplorer } from './handler.explorer.ts';
import { refuseLostBytes } from './lost-bytes.ts';
import { getVZapsReceiverToken, NAME, OPTIONS } from './tokens.ts';
import type { VZapsModuleOptions } from './vzaps.options.ts';

/** One `VZapsModule`: its receiver, with the handlers of its name. */
@Injectable()
export class VZapsRegistration implements OnModuleInit, OnModuleDestroy {
  readonly receiver: Receiver<ClientOption | undefined>;
  private readonly options: VZapsModuleOptions;
  private readonly name: string | undefined;
  private readonly explorer: HandlerExplorer;
  private readonly host: HttpAdapterHost;

  constructor(
    @Inject(OPTIONS) options: VZapsModuleOptions,
    @Inject(NAME) name: string | undefined,
    @Inject(HandlerExplorer) explorer: HandlerExplorer,
    @Inject(HttpAdapterHost) host: HttpAdapterHost,
  ) {
    this.options = options;
    this.name = name;
    this.explorer = explorer;
    this.host = host;
    this.receiver = createReceiver(options);
    const { receive, open, dispatch } = this.receiver;
    // Nest tells nobody that a module was loaded lazily, so each event looks whether one was.
    const fresh =
      <Args extends unknown[], Result>(method: (...args: Args) => Promise<Result>) =>
      async (...args: Args): Promise<Result> => {
        this.bind(this.explorer.findNew());
        return method(...args);
      };
    // In place: `receiver.fetch` calls them, too.
    Object.assign(this.receiver, { receive: fresh(receive), open: fresh(open), dispatch: fresh(dispatch) });
  }

  async onModuleInit(): Promise<void> {
    await refuseLostBytes(this.options.verify, this.host.httpAdapter);
    const found = this.explorer.findNew();
    this.refuseUnclearNames(found);
    this.bind(found);
  }

  /** Here, and not in a later hook: what handlers use may be gone by then. */
  onModuleDestroy(): Promise<void> {
    return this.receiver.close();
  }

  private bind(found: readonly FoundHandler[]): void {
    for (const { bindings, run } of found) {
      const types = bindings.filter(({ name }) => name === this.name).flatMap((binding) => binding.types);
      this.receiver.on(types, run);
    }
  }

  private refuseUnclearNames(found: readonly FoundHandler[]): void {
    const called = (name: string | undefined): string => (name === undefined ? 'without a name' : `named '${name}'`);
    if (this.explorer.count(getVZapsReceiverToken(this.name)) > 1) {
      throw new VZapsError(
        'NAME_TAKEN',
        `There are two VZapsModule ${called(this.name)}: give each a name of its own, or call forRoot() once.`,
      );
    }
    for (const { name } of found.flatMap(({ bindings }) => bindings)) {
      if (this.explorer.count(getVZapsReceiverToken(name)) > 0) continue;
      throw new VZapsError(
        'NAME_UNKNOWN',
        `A handler waits for a VZapsModule ${called(name)}, and there is none: its { name } is the one of forRoot().`,
      );
    }
  }
}
