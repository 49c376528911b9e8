import { abortable } from './sleep.ts';

export interface IssuedToken {
  readonly value: string;
  /** Seconds; absent where VZaps does not tell. */
  readonly expiresIn: number | undefined;
}

// Tells nobody's lifetime: a token that turns out stale is renewed at its 401.
const UNTOLD_LIFETIME_S = 300;
// A lifetime of nothing must not mean an exchange for every call.
const SHORTEST_USE_MS = 1_000;
// On Workers an exchange dies with the request that began it: nobody waits for it longer than this.
const LONGEST_EXCHANGE_MS = 120_000;

/** The owner's token: one exchange at a time however many ask, renewed `skewMs` before it expires. */
export class TokenSource {
  readonly #exchange: () => Promise<IssuedToken>;
  readonly #skewMs: number;
  #token: { value: string; renewAt: number } | undefined;
  #pending: { token: Promise<string>; since: number } | undefined;

  constructor(exchange: () => Promise<IssuedToken>, skewMs: number) {
    this.#exchange = exchange;
    this.#skewMs = skewMs;
  }

  /** A token. An abort ends this caller's wait; the exchange goes on for the others. */
  async get(signal?: AbortSignal): Promise<string> {
    signal?.throwIfAborted();
    const now = performance.now();
    if (this.#token && now < this.#token.renewAt) return this.#token.value;
    if (!this.#pending || now - this.#pending.since > LONGEST_EXCHANGE_MS) {
      const pending = { token: this.#renew(), since: now };
      const done = () => {
        if (this.#pending === pending) this.#pending = undefined;
      };
      pending.token.then(done, done);
      this.#pending = pending;
    }
    const { token } = this.#pending;
    return abortable(() => token, signal);
  }

  /** Forgets a token that VZaps refused; not one that was renewed in the meantime. */
  discard(value: string): void {
    if (this.#token?.value === value) this.#token = undefined;
  }

  async #renew(): Promise<string> {
    // From before the request, so that the way back is not counted as lifetime.
    const asked = performance.now();
    const { value, expiresIn = UNTOLD_LIFETIME_S } = await this.#exchange();
    const lifetime = expiresIn * 1_000;
    const use = Math.max(lifetime - Math.min(this.#skewMs, lifetime / 2), SHORTEST_USE_MS);
    this.#token = { value, renewAt: asked + use };
    return value;
  }
}
