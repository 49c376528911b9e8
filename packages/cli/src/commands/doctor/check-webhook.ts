import { createUrlSigner } from '@vzaps/core/webhooks';
import { deliver } from '@vzaps/testing';
import type { Connection } from '../../settings/connect.ts';
import { describeMissing } from '../../settings/read-settings.ts';
import { messageOf } from '../../show/message-of.ts';
import { withoutQuery } from '../webhook/urls.ts';
import { type Finding, ok, skipped, wrong } from './finding.ts';

const TIMEOUT_MS = 10_000;

export interface WebhookChecks {
  readonly audience: string | undefined;
  /** Whether test deliveries may be sent. */
  readonly sendsDeliveries: boolean;
}

/** Checks the registered URL: its signature, and the answers of the application. */
export async function checkWebhook(
  { client, instanceId, settings }: Connection,
  { audience, sendsDeliveries }: WebhookChecks,
  signal: AbortSignal,
): Promise<Finding[]> {
  let url: string;
  let events: readonly string[];
  try {
    const { data } = await client.webhooks.get(instanceId, { signal });
    url = data.webhook;
    events = data.subscribe;
  } catch (error) {
    return [skipped('webhook', messageOf(error))];
  }
  if (url === '') {
    return [
      wrong('webhook', 'no URL is registered', 'Register one: vzaps webhook set https://your.host/webhooks/vzaps'),
    ];
  }
  const findings = [
    ok('webhook', withoutQuery(url)),
    events.length > 0
      ? ok('subscription', events.join(', '))
      : wrong(
          'subscription',
          'the instance subscribes to no event',
          'Run vzaps webhook set <url> --events Message,ReadReceipt',
        ),
    checkSignature(url, instanceId, settings.secret, audience),
  ];
  if (!sendsDeliveries) return [...findings, skipped('deliveries', 'not sent, because of --no-delivery')];
  const forged = await sendForged(url, signal);
  findings.push(forged);
  if (forged.state !== 'skipped') findings.push(await sendSigned(url, signal));
  return findings;
}

function checkSignature(url: string, instanceId: string, secret: string | undefined, audience?: string): Finding {
  const check = 'signature';
  if (secret === undefined) return skipped(check, describeMissing('secret'));
  const { pathname, search } = new URL(url);
  const signer = createUrlSigner({ secret, audience });
  const result = signer.verify({ method: 'POST', target: `${pathname}${search}`, headers: {}, body: '' });
  const solution = `Register it again: vzaps webhook set ${withoutQuery(url)}`;
  if (!result.ok) return wrong(check, `WEBHOOK_SECRET did not sign the registered URL (${result.reason})`, solution);
  if (result.instanceId === instanceId) return ok(check, 'made with the current WEBHOOK_SECRET for this instance');
  return wrong(check, 'it names another instance', solution);
}

/** An application must answer 401 to a delivery whose signature is wrong. */
async function sendForged(url: string, signal: AbortSignal): Promise<Finding> {
  const check = 'forged delivery';
  const forged = new URL(url);
  forged.search = '';
  try {
    const { status } = await deliver(forged, TEST_EVENT, { timeoutMs: TIMEOUT_MS, signal });
    if (status === 401) return ok(check, 'refused with 401');
    if (status === 404 || status === 405) {
      return wrong(check, `answered ${status}`, 'Compare the path of the registered URL with the path of your route.');
    }
    if (status >= 200 && status < 300) {
      return wrong(
        check,
        `accepted with ${status}`,
        'Anybody can send events. Pass a verifier to createReceiver({ verify }).',
      );
    }
    return wrong(check, `answered ${status}`, 'Look into the log of the application and of the proxy in front of it.');
  } catch (error) {
    // The error is that of this machine. VZaps may reach a URL that this machine does not reach, and the reverse.
    return wrong(check, messageOf(error), 'Start the application, and check DNS, TLS and firewall of its public URL.');
  }
}

async function sendSigned(url: string, signal: AbortSignal): Promise<Finding> {
  const check = 'signed delivery';
  try {
    const { status, outcome } = await deliver(url, TEST_EVENT, { timeoutMs: TIMEOUT_MS, signal });
    if (status >= 200 && status < 300) return ok(check, `accepted with ${status}${outcome ? ` ${outcome}` : ''}`);
    const solution =
      status === 401
        ? 'The application uses another WEBHOOK_SECRET or another audience than the registered URL.'
        : 'Look into the log of the application and of the proxy in front of it.';
    return wrong(check, `answered ${status}${outcome ? ` ${outcome}` : ''}`, solution);
  } catch (error) {
    return wrong(check, messageOf(error), 'Look into the log of the application and of the proxy in front of it.');
  }
}

/** An event of a type that VZaps does not have, so no handler receives it. */
const TEST_EVENT = { type: 'VZapsDoctor', event: {} };
