import { setTimeout as sleep } from 'node:timers/promises';
import type { Subscription, VZapsClient } from '@vzaps/hono';

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

/** Registers the URL of the other application again, if one was replaced. */
export type Restore = () => Promise<void>;

/** Another application receives the events of this number, and its URL may not be replaced. */
export class WebhookTakenError extends Error {}

/**
 * Registers a webhook URL at VZaps. While VZaps does not respond, it tries again after 1 s, 2 s, 4 s … 60 s.
 *
 * @throws WebhookTakenError
 */
export async function registerWebhook(options: RegistrationOptions): Promise<Restore> {
  const { client, webhook, replace, signal } = options;
  const { instanceId, webhookURL } = webhook;
  let replaced: { webhook: string; subscribe: Subscription[] } | undefined;

  async function register(): Promise<void> {
    const { data: registered } = await client.webhooks.get(instanceId, { signal });
    if (registered.webhook === webhookURL) return;
    // After a rotation of the secret, only the query differs.
    const isForeign = registered.webhook !== '' && withoutQuery(registered.webhook) !== withoutQuery(webhookURL);
    if (isForeign && !replace) {
      throw new WebhookTakenError(
        `VZaps delivers the events of ${instanceId} to ${withoutQuery(registered.webhook)}. ` +
          'Set REPLACE_WEBHOOK=1 to replace that URL until this example ends.',
      );
    }
    if (isForeign) replaced = registered;
    // Without the signal: after an aborted request it would be unknown whether the URL was replaced.
    await client.webhooks.set(webhook);
  }

  async function restore(): Promise<void> {
    if (!replaced) return;
    const { webhook: previous, subscribe: events } = replaced;
    await client.webhooks.set(
      { instanceId, webhookURL: previous, ...(events.length > 0 && { events }) },
      { signal: AbortSignal.timeout(RESTORE_TIMEOUT_MS) },
    );
    console.log(`VZaps delivers to ${withoutQuery(previous)} again.`);
  }

  for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(2 * delayMs, LONGEST_DELAY_MS)) {
    try {
      await register();
      return restore;
    } catch (error) {
      if (error instanceof WebhookTakenError) throw error;
      if (signal.aborted) return restore;
      const reason = error instanceof Error ? error.message : String(error);
      console.error(`Could not register the webhook. Next attempt in ${delayMs / 1_000} s. ${reason}`);
      await sleep(delayMs, undefined, { signal }).catch(() => {});
      if (signal.aborted) return restore;
    }
  }
}

/** The query of a webhook URL may contain a secret. */
function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/, '');
}
