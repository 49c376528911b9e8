import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { InjectVZaps, type VZapsClient } from '@vzaps/nestjs';
import { MessageStore } from './messages/message-store.ts';
import { settings } from './settings.ts';

const EVERY_MS = 10 * 60_000;
// Longer than this application is ever down. Older deliveries stay in the log.
const WEEK_MS = 7 * 24 * 60 * 60_000;

/**
 * Makes VZaps retry failed deliveries. VZaps keeps what was not answered with 2xx in its log, and it is not known to retry
 * by itself. Each round looks at the whole week, because a retried delivery may fail again.
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

  /** Runs now and then every ten minutes. Call it when the application listens. */
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
        if (total > 0) this.#logger.log(`VZaps retried ${retried} of ${total} failed deliveries.`);
        await this.#store.deleteForeignReceipts(since);
      } catch (error) {
        if (!signal.aborted)
          this.#logger.error(`The retry of failed deliveries failed, and will run again: ${(error as Error).message}`);
      }
      await sleep(everyMs, undefined, { signal, ref: false }).catch(() => {});
    }
  }
}
