/** The part of an `AbortSignal` that a listener needs. */
export type Abortable = Pick<AbortSignal, 'aborted' | 'reason'> & EventTarget;

export type AbortCallback = (reason: unknown) => void;

interface Registration {
  readonly callbacks: Set<AbortCallback>;
  readonly listener: () => void;
}

const registrations = new WeakMap<Abortable, Registration>();

/**
 * Calls `callback` with the reason when `signal` aborts. All callbacks of one signal share one event listener, because
 * Node prints a memory leak warning at eleven listeners.
 *
 * The caller checks `signal.aborted` first: the callback is not called for a signal that is already aborted.
 *
 * @returns A function that removes the callback.
 */
export function onAbort(signal: Abortable, callback: AbortCallback): () => void {
  const registration = registrations.get(signal) ?? register(signal);
  registration.callbacks.add(callback);
  return () => {
    registration.callbacks.delete(callback);
    if (registration.callbacks.size > 0) return;
    signal.removeEventListener('abort', registration.listener);
    if (registrations.get(signal) === registration) registrations.delete(signal);
  };
}

function register(signal: Abortable): Registration {
  const callbacks = new Set<AbortCallback>();
  const listener = (): void => {
    for (const callback of [...callbacks]) callback(signal.reason);
  };
  const registration = { callbacks, listener };
  signal.addEventListener('abort', listener, { once: true });
  registrations.set(signal, registration);
  return registration;
}
