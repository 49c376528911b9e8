import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkOptions, integerOption, objectOption, type Receiver, required, VZapsError } from '@vzaps/core/webhooks';
import type { Redis } from 'ioredis';
import { stopReconnecting } from '../../connection/close-connections.ts';
import { toRedisError } from '../../connection/reply-timeout.ts';
import { retryUntil } from '../../connection/retry-until.ts';
import type { WarningHandler } from '../../connection/warnings.ts';
import type { Backoff } from './backoff.ts';
import { createConversations, type NextEntry, type Slot } from './conversations.ts';
import { createInFlight, waitAtMost } from './in-flight.ts';
import { startRenewal } from './renewal.ts';
import { type ProcessingContext, runSlot } from './run-slot.ts';
import { processLock } from './shared-exclusive-lock.ts';
import { createWorkWait } from './wait-for-work.ts';

/** The options of `inbox.startWorker`. */
export interface WorkerOptions {
  /** How many conversations this worker handles at the same time. Default 50. */
  concurrency?: number;
  /**
   * How long the worker holds a conversation without renewing its lease, in milliseconds. When the process is killed, other
   * workers handle its events again within 1.5 times this time plus 2 seconds. Default 30 000.
   */
  leaseMs?: number;
}

/** A running worker. */
export interface InboxWorker {
  /**
   * Starts no more events, aborts `ctx.signal` of the running handlers, and waits for them, at most as long as `leaseMs`.
   * If Redis does not answer, this takes up to four seconds longer. An event that did not finish is handled later or by another
   * worker. Never rejects.
   */
  close(): Promise<void>;
}

export interface WorkerContext {
  /** Opens a connection on which commands wait for Redis as long as necessary. */
  open(): Redis;
  base: string;
  attempts: number;
  backoff: Backoff;
  warn: WarningHandler;
}

const OPTION_RULES = {
  concurrency: integerOption(1, 'conversations'),
  leaseMs: integerOption(1, 'milliseconds'),
};
const RECEIVER_RULES = { receiver: required(objectOption('a receiver', 'dispatch')) };

/** Identifies this process among those that run entries. */
const PROCESS_ID = randomUUID();
let slotCount = 0;

// How long `close` waits for Redis, twice.
const CLOSE_TIMEOUT_MS = 2_000;
const REFUSAL_PAUSE_MS = 1_000;

export function startWorker(
  { open, base, warn, ...policy }: WorkerContext,
  receiver: Pick<Receiver, 'dispatch'>,
  options: WorkerOptions,
): InboxWorker {
  checkOptions('inbox.startWorker', { receiver }, RECEIVER_RULES);
  checkOptions('inbox.startWorker', options, OPTION_RULES);
  const { concurrency = 50, leaseMs = 30_000 } = options;
  const closing = new AbortController();
  const inFlight = createInFlight();
  // A large entry on a slow connection must not delay the renewal, and the wait blocks its connection.
  const connections = { entries: open(), renewal: open(), wait: open() };
  const { entries } = connections;
  const all = Object.values(connections);
  const slots = new Map<Slot, Promise<void>>();
  // The claim in the idempotency store has ended when another worker takes the conversation over.
  const holdMs = Math.ceil(leaseMs * 1.25);
  const context: ProcessingContext = {
    ...policy,
    conversations: createConversations(entries, base, holdMs),
    lock: processLock,
    leaseMs,
    receiver: { dispatch: (...args) => inFlight.add(receiver.dispatch(...args)) },
    closing: closing.signal,
    retryWhileHeld: (ask) => retryUntil(leaseMs, ask, () => entries.status !== 'end'),
    onDeadLetter: (event) => warn(deadLetterWarning(event.type)),
  };
  const reportError = (error: Error): void => {
    if (!closing.signal.aborted) warn(toRedisError(error));
  };
  const canWork = (): boolean => slots.size < concurrency && !closing.signal.aborted;
  const workWait = createWorkWait(connections.wait, base, canWork);
  const renewal = startRenewal({
    redis: connections.renewal,
    connections: all,
    base,
    holdMs,
    intervalMs: leaseMs / 3,
    slots: () => [...slots.keys()],
    onLost: () => warn(lockLostWarning(leaseMs)),
  });

  /** Starts a slot. Resolves with what it found first; rejects when Redis refuses the command. */
  function startSlot(): Promise<NextEntry> {
    const slot: Slot = { holder: `${PROCESS_ID}:${++slotCount}`, conversation: '', changes: 0 };
    return new Promise((resolve, reject) => {
      const onEnd = (waitMs: number): void => {
        slots.delete(slot);
        workWait.nudge(waitMs);
      };
      const onError = (error: Error): void => {
        reportError(error);
        reject(error);
        onEnd(-1);
      };
      slots.set(slot, runSlot(context, slot, resolve).then(onEnd, onError));
    });
  }

  async function takeConversations(): Promise<void> {
    while (!closing.signal.aborted) {
      if (!canWork()) {
        await workWait.waitForNudge();
        continue;
      }
      try {
        const { waitMs } = await startSlot();
        if (waitMs !== 0) await workWait.wait(waitMs);
      } catch {
        await sleep(REFUSAL_PAUSE_MS, undefined, { signal: closing.signal }).catch(() => {});
      }
    }
  }
  takeConversations();

  async function close(): Promise<void> {
    closing.abort();
    workWait.nudge(0);
    await waitAtMost(leaseMs, inFlight.waitUntilIdle());
    // Redis may not answer.
    await waitAtMost(CLOSE_TIMEOUT_MS, Promise.all(slots.values()));
    renewal.stop();
    await waitAtMost(CLOSE_TIMEOUT_MS, stopReconnecting(all));
    for (const connection of all) connection.disconnect();
  }
  let closed: Promise<void> | undefined;
  return {
    close() {
      closed ??= close();
      return closed;
    },
  };
}

function deadLetterWarning(type: string): VZapsError {
  return new VZapsError(
    'DEAD_LETTER',
    `An event of type ${type} failed at its last attempt and is a dead letter now. \`inbox.deadLetters.list()\` returns ` +
      'it with the reason. Correct the handler, then call `inbox.deadLetters.replay()`.',
  );
}

function lockLostWarning(leaseMs: number): VZapsError {
  return new VZapsError(
    'INBOX_TIMEOUT',
    `This worker did not renew its lease for more than ${leaseMs} ms, so another worker took over its conversation. ` +
      'Either the process blocks its event loop, or `leaseMs` is too short.',
  );
}
