import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { createRecovery, InjectVZaps, type Recovery, type VZapsClient } from '@vzaps/nestjs';
import { MessageStore } from './messages/message-store.ts';
import { settings } from './settings.ts';

const DAY_MS = 24 * 60 * 60_000;
const WEEK_MS = 7 * DAY_MS;

/**
 * Brings failed deliveries back. VZaps keeps each delivery that was not answered with 2xx in its log. Whether VZaps retries
 * it is not documented. A delivery that fails again is retried after a growing pause, and is given up after five deliveries.
 */
@Injectable()
export class RecoveryService implements OnModuleDestroy {
  readonly #recovery: Recovery;
  readonly #store: MessageStore;
  readonly #logger = new Logger(RecoveryService.name);
  #cleaning: NodeJS.Timeout | undefined;

  constructor(@InjectVZaps() client: VZapsClient, @Inject(MessageStore) store: MessageStore) {
    this.#store = store;
    this.#recovery = createRecovery({
      client,
      instanceIds: [settings.instanceId],
      graceMs: settings.recoveryGraceMs,
      onProgress: ({ logId, state }) => {
        if (state === 'givenUp') this.#logger.error(`Delivery ${logId} failed too often and is not retried any more.`);
        else this.#logger.log(`Delivery ${logId} was retried: ${state}`);
      },
      onError: (error) => this.#logger.error(`Could not recover deliveries: ${(error as Error).message}`),
    });
  }

  /** Starts the rounds, one a minute. Call it when the webhook is registered. */
  start(): void {
    this.#recovery.start();
    this.#deleteForeignReceipts();
    this.#cleaning ??= setInterval(() => this.#deleteForeignReceipts(), DAY_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.#cleaning);
    await this.#recovery.stop();
  }

  #deleteForeignReceipts(): void {
    this.#store
      .deleteForeignReceipts(new Date(Date.now() - WEEK_MS))
      .catch((error) => this.#logger.error(`Could not delete old receipts: ${error.cause?.message}`));
  }
}
