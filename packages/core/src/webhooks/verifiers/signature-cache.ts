export interface CachedSignature {
  signature: Uint8Array;
  /** The index of the secret that made the signature. */
  secretIndex: number;
}

export interface SignatureCache {
  get(url: string): CachedSignature | undefined;
  set(url: string, cached: CachedSignature): void;
}

// With more instances in one process, verification still works, but computes an HMAC each time.
const MAX_ENTRIES = 10_000;

/** Remembers signatures that were verified. A forged URL is never stored, so a flood of them does not fill the cache. */
export function createSignatureCache(): SignatureCache {
  const byUrl = new Map<string, CachedSignature>();
  return {
    get: (url) => byUrl.get(url),
    set(url, cached) {
      byUrl.set(url, cached);
      if (byUrl.size <= MAX_ENTRIES) return;
      const [oldest = ''] = byUrl.keys();
      byUrl.delete(oldest);
    },
  };
}
