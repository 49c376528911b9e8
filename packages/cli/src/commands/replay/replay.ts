import { type ReplayReport, replayDeliveries } from '@vzaps/core/client';
import { connect } from '../../settings/connect.ts';
import { confirm } from '../../terminal/confirm.ts';
import { type Progress, startProgress } from '../../terminal/progress.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { CommandError, UsageError } from '../../usage-error.ts';
import type { ReplayFlags } from './flags.ts';
import { openProgressFile } from './progress-file.ts';

export async function replay(terminal: Terminal, options: ReplayFlags): Promise<number> {
  const { client, instanceId, settings } = connect(terminal, options);
  const { failed, force, since: from, until, prefix, concurrency } = options;
  const status = failed || !force ? 'failed' : 'all';
  if (status === 'all' && !from) {
    throw new UsageError('--force without --failed replays every event of the log. Say from when: --since 2h.');
  }
  if (force && !settings.redisUrl) throw new UsageError(NO_REDIS);
  if (force) await confirmForce(terminal, options);

  const command = [instanceId, status, force, from?.text, until?.text];
  const file = openProgressFile(terminal.env, command, from?.date, options.restart);
  if (file.done.size > 0) terminal.note(`${file.done.size} deliveries were replayed before. --restart begins again.`);
  const { connectForgetter } = force ? await import('./forget-keys.ts') : {};
  const keys = await connectForgetter?.(settings.redisUrl ?? '', prefix, instanceId);
  let progress: Progress | undefined;
  let report: ReplayReport;
  try {
    report = await replayDeliveries({
      client,
      instanceId,
      status,
      since: file.since,
      until: until?.date,
      concurrency,
      signal: terminal.signal,
      async beforeRetry({ logId, event }) {
        if (file.done.has(logId)) return false;
        await keys?.forget(event);
        return true;
      },
      async onProgress({ logId, state, error, done, total }) {
        progress ??= await startProgress(terminal, total);
        if (state === 'succeeded') file.add(logId);
        else if (!terminal.showsProgress) terminal.note(`${logId} failed${reasonOf(error)}`);
        progress.update(done, `${logId} ${state}`);
      },
    });
  } catch (error) {
    if (terminal.signal.aborted) throw new CommandError('Stopped. The same command goes on where this one ended.');
    throw error;
  } finally {
    progress?.stop();
    await keys?.close();
  }
  if (report.failed === 0) file.remove();
  if (options.json) terminal.printJson(report);
  else printReport(terminal, report);
  return report.failed === 0 ? 0 : 1;
}

async function confirmForce(terminal: Terminal, { yes, since }: ReplayFlags): Promise<void> {
  const from = since ? ` from ${since.date.toISOString()} on` : '';
  const question = `The application handles the events${from} again, also those that it has handled. Go on?`;
  if (!(await confirm(terminal, question, yes))) throw new CommandError('Nothing was replayed.');
}

function printReport(terminal: Terminal, { total, succeeded, failed }: ReplayReport): void {
  const { colors } = terminal;
  const failures = failed === 0 ? '0 failed' : colors.red(`${failed} failed`);
  terminal.print(total === 0 ? 'Nothing to replay.' : `${colors.green(`${succeeded} succeeded`)}, ${failures}`);
  if (failed > 0) terminal.note('See why with: vzaps logs list --status failed');
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `: ${error.message}` : '';
}

const NO_REDIS =
  '--force forgets the keys of handled events in Redis, and VZAPS_REDIS_URL is missing: set it to the Redis of ' +
  'redisStore() or redisInbox(). An application with memoryStore() remembers them itself: mount @vzaps/inspector in ' +
  'it and press Replay, or call dispatch(event, { force: true }).';
