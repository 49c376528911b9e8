import { publish } from '#transport';

/** A request that is about to be sent. Hooks see no bodies, ids, headers or secrets. */
export interface RequestInfo {
  /** The HTTP method in upper case. */
  readonly method: string;
  /** The path with names instead of values: `/instances/:instanceId/webhook`. */
  readonly route: string;
  /** The first attempt is 1. */
  readonly attempt: number;
}

/** A finished attempt. */
export interface ResponseInfo extends RequestInfo {
  /** The HTTP status. `undefined` if no response came. */
  readonly status?: number | undefined;
  /** The `code` of the error, if the attempt failed. */
  readonly errorCode?: string | undefined;
  /** The duration of this attempt, in milliseconds. */
  readonly durationMs: number;
}

/** Options of `new VZapsClient()` that observe each attempt of a request. */
export interface Hooks {
  /**
   * Called before each attempt. Its errors are ignored. The diagnostics channel `vzaps:request` gets the same object.
   */
  onRequest?: ((info: RequestInfo) => void) | undefined;
  /**
   * Called after each attempt. Its errors are ignored. The diagnostics channel `vzaps:response` gets the same object.
   */
  onResponse?: ((info: ResponseInfo) => void) | undefined;
}

export function notifyRequest(hooks: Hooks, info: RequestInfo): void {
  if (hooks.onRequest) notify(hooks.onRequest, info);
  publish('vzaps:request', () => ({ ...info }));
}

export function notifyResponse(hooks: Hooks, info: ResponseInfo): void {
  if (hooks.onResponse) notify(hooks.onResponse, info);
  publish('vzaps:response', () => ({ ...info }));
}

/** An error of a hook must not fail a message that was sent, and must not end the process. */
function notify<T>(hook: (info: T) => unknown, info: T): void {
  try {
    Promise.resolve(hook(info)).catch(() => {});
  } catch {
    // The hook threw before it returned a promise.
  }
}
