import { VZapsError } from '../../errors.ts';
import { onAbort } from '../../shared/abort-listener.ts';
import { emitWarning } from '../../shared/emit-warning.ts';
import { sleep } from '../../shared/sleep.ts';
import { checkRecoveryOptions, type RecoveryOptions, type RecoveryReport } from './options.ts';
import { isLeader, recoverInstance } from './recover-instance.ts';
import { memoryRecoveryState } from './recovery-state.ts';
import type { RoundSettings } from './round-settings.ts';

/** Rounds that retry failed deliveries. `createRecovery()` returns it. */
export interface Recovery {
  /**
   * Runs one round now. While a round runs, it returns the result of that round.
   *
   * @throws VZapsError if a log cannot be read. The other instances are recovered before it rejects. The signal's
   * reason on abort.
   */
  run(): Promise<RecoveryReport>;
  /** Runs a round now and again `everyMs` after each round, until `stop()` or the abort of `signal`. */
  start(): void;
  /** Ends the current round before its next retry, and starts no new round. Resolves when the round has ended. */
  stop(): Promise<void>;
}

/**
 * Brings failed deliveries back: it reads the failed deliveries in VZaps' log and asks VZaps to deliver them again.
 *
 * Oldest first, one at a time per conversation, several conversations at the same time. After each failure of the same
 * delivery it waits longer (5 min, 15 min, 1 h, 4 h). After `maxAttempts` deliveries it stops and reports that once.
 * Entries of one event count as one delivery.
 *
 * Several processes need a state that lets one of them lead, such as `redisRecoveryState()` of `@vzaps/redis`.
 *
 * @throws VZapsError `INVALID_OPTION`.
 * @example
 * import { createRecovery } from '@vzaps/core/client';
 *
 * const recovery = createRecovery({
 *   client,
 *   instanceIds: ['VZ9K2M4N8P1Q3R5S7T0WABCD01EF'],
 *   onProgress: ({ logId, state }) => process.stdout.write(`${logId} ${state}\n`),
 * });
 * recovery.start();
 * process.once('SIGTERM', () => void recovery.stop());
 */
export function createRecovery(options: RecoveryOptions): Recovery {
  checkRecoveryOptions(options);
  const { client, instanceIds, everyMs = 60_000, since, maxAttempts = 5, graceMs = 60_000, onProgress } = options;
  const { state = memoryRecoveryState(), onError = warn, signal } = options;
  let round: { report: Promise<RecoveryReport>; abort: (reason?: unknown) => void } | undefined;
  let loop: { ended: Promise<void>; controller: AbortController } | undefined;

  const runRound = async (roundSignal: AbortSignal): Promise<RecoveryReport> => {
    const report: RecoveryReport = { total: 0, retried: 0, succeeded: 0, failed: 0, givenUp: [] };
    if (!(await isLeader(state))) return report;
    const settings: RoundSettings = { client, since, maxAttempts, graceMs, state, onProgress, signal: roundSignal };
    const results = await Promise.allSettled(instanceIds.map((id) => recoverInstance(id, settings, report)));
    roundSignal.throwIfAborted();
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    return report;
  };

  const run = async (): Promise<RecoveryReport> => {
    signal?.throwIfAborted();
    if (round) return round.report;
    const controller = new AbortController();
    const stopListening = signal && onAbort(signal, (reason) => controller.abort(reason));
    const report = runRound(controller.signal).finally(() => {
      stopListening?.();
      round = undefined;
    });
    round = { report, abort: (reason) => controller.abort(reason) };
    return report;
  };

  const runLoop = async (loopSignal: AbortSignal): Promise<void> => {
    while (!loopSignal.aborted && !signal?.aborted) {
      try {
        await run();
      } catch (error) {
        if (!loopSignal.aborted && !signal?.aborted) await onError(error);
      }
      await sleep(everyMs, loopSignal).catch(() => {});
    }
  };

  return {
    run,
    start() {
      if (loop) return;
      const controller = new AbortController();
      const stopListening = signal && onAbort(signal, (reason) => controller.abort(reason));
      const ended = runLoop(controller.signal).finally(() => {
        stopListening?.();
        loop = undefined;
      });
      loop = { ended, controller };
    },
    async stop() {
      loop?.controller.abort();
      round?.abort();
      await Promise.allSettled([loop?.ended, round?.report]);
    },
  };
}

function warn(error: unknown): void {
  const { code, message } =
    error instanceof VZapsError ? error : { code: 'API_ERROR' as const, message: String(error) };
  emitWarning(code, `createRecovery(): a round failed and is run again later. ${message}`);
}
