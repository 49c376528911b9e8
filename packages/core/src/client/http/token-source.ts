import { abortable } from '../../shared/sleep.ts';

export interface IssuedToken {
  readonly value: string;
  /** In seconds. `undefined` if VZaps does not send it. */
  readonly expiresIn: number | undefined;
}

// Used if VZaps sends no lifetime. A token that expires earlier is renewed when VZaps answers 401.
const DEFAULT_LIFETIME_S = 300;
// A token with a lifetime of 0 must not cause one token request per call.
const MIN_USE_MS = 1_000;
// On Workers a token request ends with the request that started it. After this time a new one is started.
const MAX_REQUEST_MS = 120_000;

/** Keeps the access token. It makes one token request at a time for all callers, and renews `skewMs` before expiry. */
export class TokenSource {
  readonly #requestToken: () => Promise<IssuedToken>;
  readonly #skewMs: number;
  #token: { value: string; renewAt: number } | undefined;
  #inFlight: { token: Promise<string>; startedAt: number } | undefined;

  constructor(requestToken: () => Promise<IssuedToken>, skewMs: number) {
    this.#requestToken = requestToken;
    this.#skewMs = skewMs;
  }

  /** The token, unless it must be requested or renewed. */
  get current(): string | undefined {
    return this.#token && performance.now() < this.#token.renewAt ? this.#token.value : undefined;
  }

  /** Returns a token. An abort ends the wait of this caller only. The token request goes on for the others. */
  async get(signal?: AbortSignal): Promise<string> {
    signal?.throwIfAborted();
    const { current } = this;
    if (current !== undefined) return current;
    const now = performance.now();
    if (!this.#inFlight || now - this.#inFlight.startedAt > MAX_REQUEST_MS) {
      const inFlight = { token: this.#renew(), startedAt: now };
      const clear = () => {
        if (this.#inFlight === inFlight) this.#inFlight = undefined;
      };
      inFlight.token.then(clear, clear);
      this.#inFlight = inFlight;
    }
    const { token } = this.#inFlight;
    return abortable(() => token, signal);
  }

  /** Forgets a token that VZaps refused, unless another one replaced it already. */
  discard(value: string): void {
    if (this.#token?.value === value) this.#token = undefined;
  }

  /** Makes the next `get()` request a new token, unless a request is in flight already. */
  expire(): void {
    if (!this.#inFlight) this.#token = undefined;
  }

  /** Milliseconds until the token is renewed. 0 without a token. */
  msUntilRenewal(): number {
    return this.#token ? Math.max(0, this.#token.renewAt - performance.now()) : 0;
  }

  async #renew(): Promise<string> {
    // The lifetime is counted from before the request, because VZaps issues the token before the response arrives.
    const requestedAt = performance.now();
    const { value, expiresIn = DEFAULT_LIFETIME_S } = await this.#requestToken();
    const lifetimeMs = expiresIn * 1_000;
    const useMs = Math.max(lifetimeMs - Math.min(this.#skewMs, lifetimeMs / 2), MIN_USE_MS);
    this.#token = { value, renewAt: requestedAt + useMs };
    return value;
  }
}
