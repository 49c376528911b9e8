import { toRedisError, withReplyTimeout } from '../../connection/reply-timeout.ts';

/**
 * Keeps the order of calls that concern one conversation. A script that is sent by its hash may have to be sent again by its
 * text, because Redis does not know it, for example after a restart. A later call must not overtake it.
 */
export interface Order {
  /**
   * Calls `send`: by hash when no other call with this key is in flight. Otherwise by text, after the call by hash has its
   * reply. Calls by text follow each other at once.
   *
   * @throws VZapsError `REDIS_UNAVAILABLE` when no reply comes within `timeoutMs`. `send` is not called after this time.
   */
  run<T>(key: string, timeoutMs: number, send: (by: 'hash' | 'text') => Promise<T>): Promise<T>;
}

interface InFlight {
  count: number;
  /** Resolves when the next call may be sent. */
  maySend: Promise<void>;
}

export function createOrder(): Order {
  const all = new Map<string, InFlight>();

  function sendFirst<T>(inFlight: InFlight, timeoutMs: number, send: (by: 'hash') => Promise<T>): Promise<T> {
    const reply = withReplyTimeout(send('hash'), timeoutMs);
    inFlight.maySend = reply.then(ignore, ignore);
    return reply;
  }

  function sendNext<T>(inFlight: InFlight, timeoutMs: number, send: (by: 'text') => Promise<T>): Promise<T> {
    const deadline = performance.now() + timeoutMs;
    const reply = new Promise<T>((resolve, reject) => {
      inFlight.maySend = inFlight.maySend.then(() => {
        if (performance.now() < deadline) send('text').then(resolve, reject);
        else reject(toRedisError(new Error(`no reply within ${timeoutMs} ms`)));
      });
    });
    return withReplyTimeout(reply, timeoutMs);
  }

  return {
    run(key, timeoutMs, send) {
      const before = all.get(key);
      const inFlight = before ?? { count: 0, maySend: Promise.resolve() };
      all.set(key, inFlight);
      inFlight.count += 1;
      const reply = before ? sendNext(inFlight, timeoutMs, send) : sendFirst(inFlight, timeoutMs, send);
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
