import { createTimeoutError, type ReadTimeout, withReplyTimeout } from '../../connection/reply-timeout.ts';

/**
 * Keeps the order of calls that concern one conversation. A script that is sent by its hash may have to be sent again by its
 * text, because Redis does not know it, for example after a restart. A later call must not overtake it.
 */
export interface Order {
  /**
   * Calls `send`: by hash when no other call with this key is in flight. Otherwise by text, after the call by hash has its
   * reply. Calls by text follow each other at once.
   *
   * @throws VZapsError `REDIS_UNAVAILABLE` when no reply comes within the time limit. `send` is not called after this time.
   */
  run<T>(key: string, readTimeout: ReadTimeout, send: (by: 'hash' | 'text') => Promise<T>): Promise<T>;
}

interface InFlight {
  count: number;
  /** Resolves when the next call may be sent. */
  maySend: Promise<void>;
}

export function createOrder(): Order {
  const all = new Map<string, InFlight>();

  function sendFirst<T>(inFlight: InFlight, readTimeout: ReadTimeout, send: (by: 'hash') => Promise<T>): Promise<T> {
    const reply = withReplyTimeout(send('hash'), readTimeout);
    inFlight.maySend = reply.then(ignore, ignore);
    return reply;
  }

  function sendNext<T>(inFlight: InFlight, readTimeout: ReadTimeout, send: (by: 'text') => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    const firstTimeoutMs = readTimeout();
    const reply = new Promise<T>((resolve, reject) => {
      inFlight.maySend = inFlight.maySend.then(() => {
        // The limit is lower again if the large command that was in front is stored.
        const timeoutMs = Math.max(firstTimeoutMs, readTimeout());
        if (performance.now() - startedAt < timeoutMs) send('text').then(resolve, reject);
        else reject(createTimeoutError(timeoutMs));
      });
    });
    return withReplyTimeout(reply, readTimeout);
  }

  return {
    run(key, readTimeout, send) {
      const before = all.get(key);
      const inFlight = before ?? { count: 0, maySend: Promise.resolve() };
      all.set(key, inFlight);
      inFlight.count += 1;
      const reply = before ? sendNext(inFlight, readTimeout, send) : sendFirst(inFlight, readTimeout, send);
      const end = (): void => {
        inFlight.count -= 1;
        if (inFlight.count === 0) all.delete(key);
      };
      reply.then(end, end);
      return reply;
    },
  };
}

function ignore(): void {}
