import type { VZapsEvent } from '@vzaps/core/events';
import { createRealtime, type RealtimeStatus } from '@vzaps/core/realtime';
import type { Outcome } from '@vzaps/core/webhooks';
import type { ServedInspector } from '../../inspect/serve-inspector.ts';
import { type Connection, connect, createSigner } from '../../settings/connect.ts';
import { describeMissing } from '../../settings/read-settings.ts';
import { describeEvent } from '../../show/describe-event.ts';
import { formatTime } from '../../show/format-time.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { CommandError, UsageError } from '../../usage-error.ts';
import { checkUrl } from '../webhook/urls.ts';
import { checkRegistered } from './check-registered.ts';
import type { ListenFlags } from './flags.ts';
import { createForwarder, type ForwardResult } from './forward.ts';
import { toOutcome } from './to-outcome.ts';

const FORWARD_TIMEOUT_MS = 30_000;
// A session can last for days.
const MAX_SEEN = 10_000;
const TYPE_WIDTH = 13;

export async function listen(terminal: Terminal, flags: ListenFlags): Promise<void> {
  const connection = connect(terminal, flags);
  const { client, instanceId, settings } = connection;
  const { forwardTo, ack = false } = flags;
  const url = forwardTo === undefined ? undefined : signTarget(forwardTo, connection.settings, instanceId, flags);
  if (url !== undefined) await checkRegistered(terminal, connection, flags.yes);
  const forward = url === undefined ? undefined : createForwarder(url, FORWARD_TIMEOUT_MS);

  const inspector = flags.inspect ? await openInspector(terminal, connection, flags) : undefined;

  const seen = new Set<string>();

  const dispatch = async (event: VZapsEvent): Promise<Outcome> => {
    // Without an acknowledgement, VZaps may send an event once more.
    if (!ack && event.id !== undefined) {
      if (seen.has(event.id)) return { kind: 'duplicate', event };
      seen.add(event.id);
      const [oldest] = seen.size > MAX_SEEN ? seen : [];
      if (oldest !== undefined) seen.delete(oldest);
    }
    const result = await forward?.(event);
    show(terminal, event, result, flags);
    inspector?.onOutcome(toOutcome(event, instanceId, result), {
      milliseconds: result?.milliseconds ?? 0,
      steps: {},
      source: result ? 'forwarded' : 'realtime',
      ...(result?.status !== undefined && { status: result.status }),
    });
    // Only `--ack` lets VZaps and this source repeat an event that was not accepted.
    if (ack && result?.isAccepted === false) return { kind: 'failed', event, errors: [new Error(result.answer)] };
    return { kind: 'handled', event };
  };

  let fail: (error: unknown) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const source = createRealtime({
    client,
    instanceId,
    instanceToken: settings.instanceToken,
    receiver: { dispatch },
    acknowledge: ack,
    ...(flags.events && { events: flags.events.split(',').map((name) => name.trim()) as never }),
    ...(settings.realtimeUrl && { url: settings.realtimeUrl }),
    onState: (status) => {
      showState(terminal, status);
      if (status.state === 'failed') fail(status.error ?? new CommandError(status.reason ?? 'failed'));
    },
  });
  source.start();
  try {
    await Promise.race([terminal.interrupted(), failed]);
  } finally {
    await source.close();
    inspector?.close();
  }
}

async function openInspector(
  terminal: Terminal,
  { client, settings }: Connection,
  { port, forwardTo, sign, audience }: ListenFlags,
): Promise<ServedInspector> {
  const { serveInspector } = await import('../../inspect/serve-inspector.ts');
  const signer = sign ? createSigner(settings, audience) : undefined;
  return serveInspector(terminal, port, { client, forwardTo, sign: signer?.sign });
}

function signTarget(
  url: string,
  settings: Parameters<typeof createSigner>[0],
  instanceId: string,
  { sign, audience }: ListenFlags,
): string {
  checkUrl(url);
  if (!sign || new URL(url).searchParams.has('vzaps_signature')) return url;
  const signer = createSigner(settings, audience);
  if (!signer) throw new UsageError(`${describeMissing('secret')} Or pass --no-sign.`);
  return signer.sign(url, { instanceId });
}

function show(terminal: Terminal, event: VZapsEvent, result: ForwardResult | undefined, { json }: ListenFlags): void {
  const { colors } = terminal;
  if (json) {
    const { raw, ...typed } = event;
    terminal.printJson({ event: typed, raw, ...(result && { forwarded: result }) });
    return;
  }
  const time = colors.dim(formatTime(new Date()));
  const type = colors.cyan(event.type.padEnd(TYPE_WIDTH));
  const paint = result?.isAccepted ? colors.green : colors.red;
  const answer = result
    ? `${paint(result.answer.padEnd(15))} ${colors.dim(`${result.milliseconds} ms`.padEnd(8))}`
    : '';
  terminal.printCut(`${time} ${answer}${type} ${describeEvent(event)}`);
}

function showState(terminal: Terminal, { state, reason, nextAttemptAt }: RealtimeStatus): void {
  const { messageColors: colors } = terminal;
  if (state === 'open') terminal.note(`${colors.green('connected')} Waiting for events. Ctrl-C ends.`);
  if (state !== 'waiting') return;
  const seconds = nextAttemptAt ? Math.max(0, Math.ceil((nextAttemptAt.getTime() - Date.now()) / 1_000)) : 0;
  terminal.note(`${colors.yellow('disconnected')} ${reason ?? ''} Next attempt in ${seconds} s.`);
}
