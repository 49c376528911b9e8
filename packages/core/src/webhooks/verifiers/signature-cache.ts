export interface KnownSignature {
  signature: Uint8Array;
  /** The index of the secret that made it. */
  secret: number;
}

export interface KnownSignatures {
  get(url: string): KnownSignature | undefined;
  set(url: string, known: KnownSignature): void;
}

// More instances than this in one process still verify, at the price of an HMAC each time.
const MOST = 10_000;

/** What verified before, so that it need not be computed again. Only verified URLs come in: a flood of forged ones
 * leaves it as it is. */
export function createKnownSignatures(): KnownSignatures {
  const byUrl = new Map<string, KnownSignature>();
  return {
    get: (url) => byUrl.get(url),
    set(url, known) {
      byUrl.set(url, known);
      if (byUrl.size <= MOST) return;
      const [oldest = ''] = byUrl.keys();
      byUrl.delete(oldest);
    },
  };
}
