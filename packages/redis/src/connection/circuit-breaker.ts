import { REPLY_TIMEOUT_MS, toRedisError } from './reply-timeout.ts';

/** Rejects requests at once while Redis does not reply. Without it, an outage would fill the connection's queue. */
export interface CircuitBreaker {
  /**
   * Passes when the circuit is closed. When it is open, one request passes every `REPLY_TIMEOUT_MS` to test Redis.
   *
   * @throws VZapsError `REDIS_UNAVAILABLE` when the circuit is open.
   */
  check(): void;
  /** Opens the circuit. Call it when a request timed out. */
  open(): void;
  /** Closes the circuit when Redis replies, also with an error. Returns the same promise. */
  observe<T>(reply: Promise<T>): Promise<T>;
}

export function createCircuitBreaker(): CircuitBreaker {
  let isOpen = false;
  let nextTestAt = 0;
  const close = (): void => {
    isOpen = false;
  };
  return {
    check() {
      if (!isOpen) return;
      const now = performance.now();
      if (now < nextTestAt) throw toRedisError(new Error('an earlier command is still without a reply'));
      nextTestAt = now + REPLY_TIMEOUT_MS;
    },
    open() {
      isOpen = true;
      nextTestAt = performance.now() + REPLY_TIMEOUT_MS;
    },
    observe(reply) {
      reply.then(close, ({ name }: Error) => name === 'ReplyError' && close());
      return reply;
    },
  };
}
