import { VZapsError } from '@vzaps/core/webhooks';

/** How long a reply of Redis may take, in milliseconds. A delivery must be answered within two seconds. */
export const REPLY_TIMEOUT_MS = 1_500;

// When a paused process continues, it runs an expired timer before it reads its sockets. With several timers in a row,
// a pause expires only one of them, so a reply that came during the pause is still used.
const TIMERS = 3;

/** Returns how long a reply may take now, in milliseconds. */
export type ReadTimeout = () => number;
const readDefault: ReadTimeout = () => REPLY_TIMEOUT_MS;

/**
 * Waits for a reply of Redis, whatever the timeouts of the connection are.
 *
 * @param readTimeout Returns the time limit in milliseconds. When the time is over, it is called again, because the
 * limit grows while large commands are on the same connection. Default: `REPLY_TIMEOUT_MS`.
 * @throws VZapsError `REDIS_UNAVAILABLE` when no reply comes in time, or when the reply is an error.
 */
export async function withReplyTimeout<T>(reply: Promise<T>, readTimeout: ReadTimeout = readDefault): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    let timeoutMs = readTimeout();
    const wait = (timers: number, stepMs: number): void => {
      if (timers > 0) timer = setTimeout(wait, stepMs, timers - 1, stepMs);
      else extend();
    };
    const extend = (): void => {
      const moreMs = readTimeout() - timeoutMs;
      timeoutMs += Math.max(0, moreMs);
      if (moreMs > 0) wait(TIMERS, moreMs / TIMERS);
      else reject(createTimeoutError(timeoutMs));
    };
    wait(TIMERS, timeoutMs / TIMERS);
  });
  try {
    return await Promise.race([reply, timeout]);
  } catch (error) {
    throw toRedisError(error);
  } finally {
    clearTimeout(timer);
  }
}

export const createTimeoutError = (timeoutMs: number): Error =>
  new Error(`no reply within ${Math.round(timeoutMs)} ms`);

/** Makes a VZapsError without `cause`: ioredis attaches the command to its errors, and the command contains the event. */
export function toRedisError(error: unknown): VZapsError {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return name === 'ReplyError'
    ? new VZapsError('REDIS_UNAVAILABLE', `Redis refused a command: ${firstLine(message)}.`)
    : new VZapsError(
        'REDIS_UNAVAILABLE',
        `Redis does not answer: ${firstLine(message) || name}. Check that Redis runs and is reachable.`,
      );
}

function firstLine(message: string): string {
  return (message.split('\n', 1)[0] ?? '').slice(0, 200).replace(/\.$/, '');
}
