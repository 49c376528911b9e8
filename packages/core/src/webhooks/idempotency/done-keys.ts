import type { Claim } from './idempotency-store.ts';

/**
 * The keys of done events, each with the time at which it is forgotten. Oldest first.
 *
 * A key takes its text and one integer in one map: 125 bytes, where an object for each key took 172 to 287 (measured on
 * Node 20). The CPU time is the same.
 */
export class DoneKeys {
  private readonly values = new Map<string, number>();
  // V8 stores an integer below 2 ** 31 in the map itself, so the map stores the time since `startedAt`. After a week, a
  // key takes up to 16 bytes more.
  private readonly startedAt = performance.now();
  private oldest: readonly [key: string, value: number] | undefined;
  /** Goes on behind `oldest`. A new iterator would visit the places of all removed keys first. */
  private iterator: MapIterator<[string, number]> | undefined;

  /** Remembers a key that is not remembered yet. */
  add(key: string, partial: boolean | undefined, expiresAt: number): void {
    const value = Math.floor(expiresAt - this.startedAt) * PARTIAL.length + PARTIAL.indexOf(partial);
    this.values.set(key, value);
    this.oldest ??= [key, value];
  }

  /** The claim that a done event answers. `undefined` if the key is not remembered at `now`. */
  find(key: string, now: number): Claim | undefined {
    const value = this.values.get(key);
    if (value === undefined) return undefined;
    if (this.hasExpired(value, now)) {
      this.delete(key);
      return undefined;
    }
    return { status: 'done', partial: PARTIAL[value % PARTIAL.length] };
  }

  delete(key: string): void {
    this.values.delete(key);
    if (this.oldest?.[0] === key) this.findOldest();
  }

  /** Forgets expired keys, and the oldest ones above `maxSize`. */
  trim(maxSize: number, now: number): void {
    while (this.oldest !== undefined && (this.values.size > maxSize || this.hasExpired(this.oldest[1], now))) {
      this.values.delete(this.oldest[0]);
      this.findOldest();
    }
  }

  private hasExpired(value: number, now: number): boolean {
    return Math.floor(value / PARTIAL.length) <= now - this.startedAt;
  }

  private findOldest(): void {
    this.iterator ??= this.values.entries();
    const { value } = this.iterator.next();
    this.oldest = value;
    if (value === undefined) this.iterator = undefined;
  }
}

const PARTIAL = [undefined, false, true] as const;
