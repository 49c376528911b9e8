import { publish } from '#transport';

/** A request about to be sent. There are no bodies, ids, headers or secrets in what hooks see. */
export interface RequestInfo {
  readonly method: string;
  /** As declared: `/instances/:instanceId/webhook`. */
  readonly route: string;
  /** 1 for the first. */
  readonly attempt: number;
}

export interface ResponseInfo extends RequestInfo {
  /** Absent where no answer came. */
  readonly status?: number | undefined;
  /** The `code` of the error, where the attempt failed. */
  readonly errorCode?: string | undefined;
  readonly durationMs: number;
}

export interface Hooks {
  /** Called before each attempt. What it throws is ignored. Also on the diagnostics channel `vzaps:request`. */
  onRequest?: ((info: RequestInfo) => void) | undefined;
  /** Called after each attempt, failed or not. What it throws is ignored. Also on `vzaps:response`. */
  onResponse?: ((info: ResponseInfo) => void) | undefined;
}

export function tellRequest(hooks: Hooks, info: RequestInfo): void {
  tell(hooks.onRequest, info);
  publish('vzaps:request', () => ({ ...info }));
}

export function tellResponse(hooks: Hooks, info: ResponseInfo): void {
  tell(hooks.onResponse, info);
  publish('vzaps:response', () => ({ ...info }));
}

/** An observer's mistake must not fail a message that was sent, nor end the process. */
function tell<T>(hook: ((info: T) => unknown) | undefined, info: T): void {
  try {
    Promise.resolve(hook?.(info)).catch(() => {});
  } catch {
    // As above.
  }
}
