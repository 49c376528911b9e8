import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { createUrlSigner, InjectVZaps, type VZapsClient } from '@vzaps/nestjs';
import { type Restore, registerWebhook } from './registration.ts';
import { settings } from './settings.ts';

export const signer = createUrlSigner({ secret: settings.webhookSecret });

/** Registers the webhook while the application runs. */
@Injectable()
export class WebhookService implements OnModuleDestroy {
  readonly #vzaps: VZapsClient;
  readonly #logger = new Logger('Webhook');
  readonly #stopping = new AbortController();
  #restore: Restore | undefined;

  constructor(@InjectVZaps() vzaps: VZapsClient) {
    this.#vzaps = vzaps;
  }

  /**
   * Registers the URL for receipts, and tries again while VZaps does not respond.
   *
   * @throws WebhookTakenError if another URL is registered. See REPLACE_WEBHOOK in .env.example.
   */
  async register(url: string): Promise<void> {
    const { instanceId, replaceWebhook } = settings;
    const { signal } = this.#stopping;
    try {
      this.#restore = await registerWebhook({
        client: this.#vzaps,
        webhook: { instanceId, webhookURL: signer.sign(url, { instanceId }), events: ['ReadReceipt'] },
        replace: replaceWebhook,
        signal,
      });
      this.#logger.log(`VZaps delivers to ${url}`);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  async onModuleDestroy(): Promise<void> {
    this.#stopping.abort();
    await this.#restore?.().catch((error: Error) => this.#logger.error(error.message));
  }
}
