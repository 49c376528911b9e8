import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Subscription, VZapsClient } from '@vzaps/nestjs';

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 60_000;
const RESTORE_TIMEOUT_MS = 5_000;

export interface RegistrationOptions {
  client: Pick<VZapsClient, 'webhooks'>;
  webhook: { instanceId: string; webhookURL: string; events: readonly Subscription[] };
  /** Replaces the registered URL of another application. Without it, such a URL stays registered. */
  replace: boolean;
  /** Ends the attempts. */
  signal: AbortSignal;
}

const logger = new Logger('Webhook');

/** Registers the URL of the previous application again, if there was one. */
export type Restore = () => Promise<void>;

/** Another application receives the events of this number, and its URL may not be replaced. */
export class WebhookTakenError extends Error {}

/**
 * Registers a webhook URL at VZaps. While VZaps does not respond, it tries again after 1 s, 2 s, 4 s … 60 s.
 *
 * @throws WebhookTakenError
 */
export async function registerWebhook(options: RegistrationOptions): Promise<Restore> {
  for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(2 * delayMs, LONGEST_DELAY_MS)) {
    try {
      return await register(options);
    } catch (error) {
      if (error instanceof WebhookTakenError || options.signal.aborted) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      logger.error(`Could not register the webhook. Next attempt in ${delayMs / 1_000} s. ${reason}`);
      await sleep(delayMs, undefined, { signal: options.signal });
    }
  }
}

async function register({ client, webhook, replace, signal }: RegistrationOptions): Promise<Restore> {
  const { instanceId } = webhook;
  const { data: previous } = await client.webhooks.get(instanceId, { signal });
  if (previous.webhook === webhook.webhookURL) return async () => {};
  // After a rotation of the secret, only the query differs.
  const isForeign = previous.webhook !== '' && withoutQuery(previous.webhook) !== withoutQuery(webhook.webhookURL);
  if (isForeign && !replace) {
    throw new WebhookTakenError(
      `VZaps delivers the events of ${instanceId} to ${withoutQuery(previous.webhook)}. ` +
        'Set REPLACE_WEBHOOK=1 to replace that URL until this example ends.',
    );
  }
  await client.webhooks.set(webhook, { signal });
  return async () => {
    if (!isForeign) return;
    const webhookURL = previous.webhook;
    await client.webhooks.set(
      { instanceId, webhookURL, ...(previous.subscribe.length > 0 && { events: previous.subscribe }) },
      { signal: AbortSignal.timeout(RESTORE_TIMEOUT_MS) },
    );
    logger.log(`VZaps delivers to ${withoutQuery(webhookURL)} again.`);
  };
}

/** The query of a webhook URL may contain a secret. */
function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/, '');
}
