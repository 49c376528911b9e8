import { signal } from '@preact/signals';
import type { EventPage, EventRecord } from '../../api/contract.ts';

const MAX_RECORDS = 10_000;

/** Oldest first. Their sequence numbers increase. */
export const records = signal<readonly EventRecord[]>([]);

/** Records that the server dropped because of its limits. */
export const dropped = signal(0);

/** Deliveries by outcome, since the server started or was cleared. */
export const counts = signal<Readonly<Record<string, number>>>({});

/** `false` until the first answer of the server was received. */
export const isLoaded = signal(false);

let generation: string | undefined;

/** The sequence number from which on the page needs records. */
export const lastSequence = (): number => records.peek().at(-1)?.sequence ?? 0;

/** Adds an answer of the server. Returns `false` if the server started again: then the page needs all records again. */
export function receivePage(page: EventPage): boolean {
  const isSame = generation === undefined || generation === page.generation;
  generation = page.generation;
  if (!isSame && lastSequence() > 0) {
    records.value = [];
    return false;
  }
  const last = lastSequence();
  const added = page.records.filter(({ sequence }) => sequence > last);
  const kept = records.peek();
  if (added.length > 0 || (kept[0] && kept[0].sequence < page.oldest)) {
    records.value = [...kept.filter(({ sequence }) => sequence >= page.oldest), ...added].slice(-MAX_RECORDS);
  }
  counts.value = page.counts;
  dropped.value = page.dropped;
  isLoaded.value = true;
  return true;
}
