import { VZapsError } from '@vzaps/core/webhooks';

// Milliseconds. Less than the two seconds within which a delivery is to be answered.
export const PATIENCE = 1_500;

// A process that stood still finds a timer over before it reads what came meanwhile. Of several, a pause costs one.
const TIMERS = 3;

/**
 * What Redis answers, within 1.5 seconds unless told otherwise, however patient the connection is. What it answered
 * while this process stood still is in time.
 *
 * @throws VZapsError `REDIS_UNAVAILABLE` where it does not answer, `REDIS_UNAVAILABLE` where it answers with an error.
 */
export async function answered<T>(work: Promise<T>, patience = PATIENCE): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const wait = (timers: number): void => {
      if (timers > 0) timer = setTimeout(wait, patience / TIMERS, timers - 1);
      else reject(new Error(`no answer within ${patience} ms`));
    };
    wait(TIMERS);
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    throw troubleOf(error);
  } finally {
    clearTimeout(timer);
  }
}

/** The error without its `cause`: ioredis hangs the command on it, with the event in its arguments. */
export function troubleOf(error: unknown): VZapsError {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return name === 'ReplyError'
    ? new VZapsError('REDIS_UNAVAILABLE', `Redis refused a command: ${firstLine(message)}`)
    : new VZapsError('REDIS_UNAVAILABLE', `Redis does not answer: ${firstLine(message) || name}`);
}

function firstLine(message: string): string {
  return (message.split('\n', 1)[0] ?? '').slice(0, 200);
}
