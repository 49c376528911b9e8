import { setTimeout as sleep } from 'node:timers/promises';
import { parseEvent } from '@vzaps/core/events';
import { type DeliverResult, deliver } from '@vzaps/testing';
import { createSigner } from '../../settings/connect.ts';
import { requireSettings } from '../../settings/read-settings.ts';
import { describeEvent } from '../../show/describe-event.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { checkUrl } from '../webhook/urls.ts';
import { buildSample, findSample } from './build-sample.ts';
import type { TriggerFlags } from './flags.ts';
import { sendAndDisconnect } from './send-and-disconnect.ts';

// A `busy` answer means that the first delivery is still being handled.
const MAX_BUSY_ANSWERS = 10;

export async function trigger(terminal: Terminal, name: string, flags: TriggerFlags): Promise<number> {
  checkUrl(flags.to);
  const sample = findSample(name);
  const url = flags.sign ? sign(terminal, flags) : flags.to;
  const payloads = Array.from({ length: flags.burst }, () => buildSample(sample, flags.set, flags.instance));
  const results = await Promise.all(payloads.map((payload) => send(terminal, url, payload, flags)));
  const failed = results.filter((isAccepted) => !isAccepted).length;
  if (flags.burst > 1 && !flags.json) {
    terminal.note(`${results.length - failed} accepted, ${failed} not accepted`);
  }
  return failed === 0 ? 0 : 1;
}

/** A URL that is signed already stays as it is. */
function sign(terminal: Terminal, flags: TriggerFlags): string {
  if (new URL(flags.to).searchParams.has('vzaps_signature')) return flags.to;
  const settings = requireSettings(terminal, flags, 'secret', 'instance');
  return createSigner(settings, flags.audience)?.sign(flags.to, { instanceId: settings.instance }) ?? flags.to;
}

async function send(terminal: Terminal, url: string, payload: unknown, flags: TriggerFlags): Promise<boolean> {
  const { timeout: timeoutMs, failFirst, json } = flags;
  const event = parseEvent(payload);
  if (failFirst) {
    await sendAndDisconnect(url, payload);
    if (!json)
      terminal.printCut(formatLine(terminal, 'disconnected', undefined, `${event.type} ${describeEvent(event)}`));
  }
  const startedAt = performance.now();
  const result = await deliverUntilFree(url, payload, timeoutMs, terminal.signal);
  const milliseconds = Math.round(performance.now() - startedAt);
  const { status, outcome } = result;
  const isAccepted = status >= 200 && status < 300;
  if (json) terminal.printJson({ type: event.type, key: event.key, status, outcome: outcome ?? null, milliseconds });
  else {
    const answer = `${status} ${outcome ?? firstLine(result)}`;
    terminal.printCut(formatLine(terminal, answer, isAccepted, `${event.type} ${describeEvent(event)}`, milliseconds));
  }
  return isAccepted;
}

/** Delivers again as long as the application answers `busy` (409), at most ten times. */
async function deliverUntilFree(
  url: string,
  payload: unknown,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<DeliverResult> {
  for (let answers = 1; ; answers++) {
    const result = await deliver(url, payload, { timeoutMs, signal });
    if (result.status !== 409 || answers === MAX_BUSY_ANSWERS) return result;
    await sleep(1_000 * Number(result.headers['retry-after'] ?? 1), undefined, { signal });
  }
}

function formatLine(
  { colors }: Terminal,
  answer: string,
  isAccepted: boolean | undefined,
  description: string,
  milliseconds?: number,
): string {
  const paint = isAccepted === undefined ? colors.yellow : isAccepted ? colors.green : colors.red;
  const duration = colors.dim((milliseconds === undefined ? '' : `${milliseconds} ms`).padEnd(8));
  return `${paint(answer.padEnd(16))}${duration}${description}`;
}

/** A server that is not ours may answer with a page. */
function firstLine({ body }: DeliverResult): string {
  return body.split('\n', 1)[0]?.slice(0, 40) ?? '';
}
