import type { Outcome } from '@vzaps/core/webhooks';
import type { EventPage, EventRecord } from '../api/contract.ts';
import { createEntry, type Entry, type RecordInfo } from './create-entry.ts';

export interface RecordLimits {
  readonly events: number;
  readonly bytes: number;
}

export interface RecordStore {
  readonly limits: RecordLimits;
  add(outcome: Outcome, info: RecordInfo): EventRecord;
  get(id: string): Entry | undefined;
  /** Returns the oldest records after a sequence number. */
  readAfter(sequence: number): EventPage;
  /** Returns the other records with the same key, oldest first. */
  findRelated(record: EventRecord): EventRecord[];
  /** The instances of the kept records. */
  listInstances(): string[];
  clear(): void;
}

const MAX_PAGE = 1_000;
// One delivery must not push out all the others.
const LARGEST_PART = 4;

/** Keeps the last outcomes in a circular buffer, so that adding one takes the same time however many there are. */
export function createRecordStore(limits: RecordLimits): RecordStore {
  const maxEntryBytes = Math.floor(limits.bytes / LARGEST_PART);
  let slots: (Entry | undefined)[] = [];
  let generation: string | undefined;
  let counts: Record<string, number> = {};
  let bytes = 0;
  let dropped = 0;
  let oldest = 1;
  let next = 1;

  // The id is made at the first use, because Workers have no random numbers outside a request.
  const readGeneration = (): string => (generation ??= crypto.randomUUID().slice(0, 8));
  const at = (sequence: number): Entry | undefined => slots[sequence % limits.events];

  function dropOldest(): void {
    bytes -= at(oldest)?.size ?? 0;
    slots[oldest % limits.events] = undefined;
    oldest += 1;
    dropped += 1;
  }

  return {
    limits,
    add(outcome, info) {
      const sequence = next++;
      const entry = createEntry(outcome, info, { id: `${readGeneration()}-${sequence}`, sequence }, maxEntryBytes);
      while (oldest < sequence && (sequence - oldest >= limits.events || bytes + entry.size > limits.bytes))
        dropOldest();
      slots[sequence % limits.events] = entry;
      bytes += entry.size;
      counts[outcome.kind] = (counts[outcome.kind] ?? 0) + 1;
      return entry.record;
    },
    get(id) {
      const entry = at(Number(id.slice(id.indexOf('-') + 1)));
      return entry?.record.id === id ? entry : undefined;
    },
    readAfter(after) {
      const records: EventRecord[] = [];
      for (let sequence = Math.max(after + 1, oldest); sequence < next && records.length < MAX_PAGE; sequence += 1) {
        const entry = at(sequence);
        if (entry) records.push(entry.record);
      }
      return { records, generation: readGeneration(), dropped, oldest, counts };
    },
    findRelated({ key, id }) {
      if (key === undefined) return [];
      const related: EventRecord[] = [];
      for (let sequence = oldest; sequence < next; sequence += 1) {
        const record = at(sequence)?.record;
        if (record?.key === key && record.id !== id) related.push(record);
      }
      return related;
    },
    listInstances() {
      const instances = new Set<string>();
      for (const entry of slots) if (entry?.record.instanceId !== undefined) instances.add(entry.record.instanceId);
      return [...instances];
    },
    clear() {
      slots = [];
      generation = undefined;
      counts = {};
      bytes = 0;
      dropped = 0;
      oldest = next;
    },
  };
}
