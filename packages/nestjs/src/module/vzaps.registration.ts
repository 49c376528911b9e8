import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type ClientOption, createReceiver, type Receiver } from '@vzaps/core/webhooks';
import { refuseLostBytes } from '../checks/raw-body.check.ts';
import { refuseTwins, refuseUnknownNames } from '../checks/registration-names.check.ts';
import { HandlerExplorer } from '../handlers/handler.explorer.ts';
import { logOutcomes } from './outcome-logger.ts';
import { NAME, OPTIONS } from './tokens.ts';
import type { VZapsModuleOptions } from './vzaps.options.ts';

/** One `VZapsModule`: its receiver, with the handlers of its name. `SHUTDOWN_MODULES` close it. */
@Injectable()
export class VZapsRegistration implements OnModuleInit {
  readonly receiver: Receiver<ClientOption | undefined>;
  private readonly options: VZapsModuleOptions;
  private readonly name: string | undefined;
  private readonly explorer: HandlerExplorer;
  private readonly host: HttpAdapterHost;
  private mistake: { error: unknown } | undefined;

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
    // Now: Fastify refuses two routes of one path before any hook, in words of its own.
    refuseTwins(explorer);
    this.receiver = createReceiver({ ...options, onOutcome: options.onOutcome ?? logOutcomes(name) });
    const { receive, verify, dispatch } = this.receiver;
    // Nest tells nobody that a module was loaded lazily, so each event looks whether one was.
    const fresh =
      <Args extends unknown[], Result>(method: (...args: Args) => Promise<Result>) =>
      async (...args: Args): Promise<Result> => {
        this.bindNew();
        return method(...args);
      };
    // In place: `receiver.fetch` calls them, too.
    Object.assign(this.receiver, { receive: fresh(receive), open: fresh(verify), dispatch: fresh(dispatch) });
  }

  async onModuleInit(): Promise<void> {
    await refuseLostBytes(this.options.verify, this.host.httpAdapter);
    this.bindNew();
    const lost = this.explorer.findLost(this.name);
    if (lost.length === 0) return;
    new Logger('VZapsModule').warn(`@OnVZapsEvent() methods that get no event in this application: ${lost.join('; ')}`);
  }

  /** Once refused, always refused: a handler that was not bound must not become an event that nobody asked for. */
  private bindNew(): void {
    if (this.mistake) throw this.mistake.error;
    try {
      const found = this.explorer.findNew();
      refuseUnknownNames(this.explorer, found);
      for (const { bindings, run } of found) {
        const types = bindings.filter(({ name }) => name === this.name).flatMap((binding) => binding.types);
        this.receiver.on(types, run);
      }
    } catch (error) {
      this.mistake = { error };
      throw error;
    }
  }
}
