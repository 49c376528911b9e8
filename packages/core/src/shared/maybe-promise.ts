/** A value, or a promise of it. Code that awaits only real promises keeps the hot path synchronous. */
export type MaybePromise<T> = T | Promise<T>;

/** Whether a value is a promise of any implementation. The client of a store may bring its own promise class. */
export function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function';
}
