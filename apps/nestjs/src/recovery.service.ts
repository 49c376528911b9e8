import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { InjectVZaps, type VZapsClient } from '@vzaps/nestjs';
import { MessageStore } from './messages/message-store.ts';
import { settings } from './settings.ts';

const EVERY_MS = 10 * 60_000;
// Longer than we are ever away. What is older stays in the log.
const WEEK_MS = 7 * 24 * 60 * 60_000;

/**
 * Has VZaps deliver again what failed. Whether VZaps tries again by itself is not known; its log keeps what was not
 * answered with 2xx. Each round looks at the whole week, for what VZaps delivers again may fail again.
 */
@Injectable()
export class RecoveryService implements OnModuleDestroy {
  readonly #vzaps: VZapsClient;
  readonly #store: MessageStore;
  readonly #logger = new Logger(RecoveryService.name);
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;

  constructor(@InjectVZaps() vzaps: VZapsClient, @Inject(MessageStore) store: MessageStore) {
    this.#vzaps = vzaps;
    this.#store = store;
  }

  /** At once, then every ten minutes. To be called when we can be reached. */
  start(everyMs = EVERY_MS): void {
    this.#running ??= this.#run(this.#stopping.signal, everyMs);
  }

  async onModuleDestroy(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(signal: AbortSignal, everyMs: number): Promise<void> {
    while (!signal.aborted) {
      const since = new Date(Date.now() - WEEK_MS);
      try {
        const { instanceId } = settings;
        const { total, retried } = await this.#vzaps.webhooks.retryFailedLogs({ instanceId, since, signal });
        if (total > 0) this.#logger.log(`VZaps delivers again ${retried} of ${total} failed deliveries.`);
        await this.#store.forgetStrays(since);
      } catch (error) {
        if (!signal.aborted) this.#logger.error(`Will try again: ${(error as Error).message}`);
      }
      await sleep(everyMs, undefined, { signal, ref: false }).catch(() => {});
    }
  }
}
