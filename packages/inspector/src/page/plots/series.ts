import type { EventRecord } from '../../api/contract.ts';
import { compareOutcomes } from '../text/outcome.tsx';

const MINUTE_S = 60;
const MAX_MINUTES = 24 * 60;

export interface PerMinute {
  /** Unix seconds at which each minute begins. */
  minutes: number[];
  outcomes: { outcome: string; values: number[] }[];
}

/** Deliveries of each minute, by outcome, from the first record to the last. */
export function countPerMinute(records: readonly EventRecord[]): PerMinute {
  const minuteOf = ({ at }: EventRecord): number => Math.floor(Date.parse(at) / 1000 / MINUTE_S) * MINUTE_S;
  const last = Math.max(...records.slice(-100).map(minuteOf));
  const first = Math.max(records[0] ? minuteOf(records[0]) : last, last - (MAX_MINUTES - 1) * MINUTE_S);
  if (!Number.isFinite(first) || !Number.isFinite(last)) return { minutes: [], outcomes: [] };
  // A plot of one minute would be a single bar: begin some minutes earlier.
  const start = Math.min(first, last - 9 * MINUTE_S);
  const minutes = Array.from({ length: (last - start) / MINUTE_S + 1 }, (_, index) => start + index * MINUTE_S);
  const byOutcome = new Map<string, number[]>();
  for (const record of records) {
    const index = (minuteOf(record) - start) / MINUTE_S;
    if (index < 0 || index >= minutes.length) continue;
    const values = byOutcome.get(record.outcome) ?? minutes.map(() => 0);
    byOutcome.set(record.outcome, values);
    values[index] = (values[index] ?? 0) + 1;
  }
  const outcomes = [...byOutcome].sort(([a], [b]) => compareOutcomes(a, b));
  return { minutes, outcomes: outcomes.map(([outcome, values]) => ({ outcome, values })) };
}

export interface Bucket {
  /** In milliseconds. `to` itself is not included. */
  from: number;
  to: number;
  count: number;
}

const EDGES = [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, Number.POSITIVE_INFINITY];

/** Deliveries by their duration. The last bucket is the last one with deliveries. */
export function countByDuration(records: readonly EventRecord[]): Bucket[] {
  const buckets = EDGES.slice(0, -1).map((from, index) => ({ from, to: EDGES[index + 1] as number, count: 0 }));
  for (const { milliseconds } of records) {
    const bucket = buckets.findLast(({ from }) => milliseconds >= from);
    if (bucket) bucket.count++;
  }
  return buckets.slice(0, buckets.findLastIndex(({ count }) => count > 0) + 1);
}

/** The duration that this share of the deliveries does not exceed, in milliseconds. */
export function percentile(records: readonly EventRecord[], share: number): number | undefined {
  const sorted = records.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}

const FAILURES: ReadonlySet<string> = new Set([
  'failed',
  'unprocessable',
  'overloaded',
  'busy',
  'malformed',
  'refused',
]);

/** Deliveries that were not handled although they should have been, by type. The most frequent type is first. */
export function countFailures(records: readonly EventRecord[]): { type: string; failed: number; total: number }[] {
  const types = new Map<string, { type: string; failed: number; total: number }>();
  for (const { type = 'Delivery', outcome } of records) {
    const entry = types.get(type) ?? { type, failed: 0, total: 0 };
    entry.total++;
    if (FAILURES.has(outcome)) entry.failed++;
    types.set(type, entry);
  }
  return [...types.values()].filter(({ failed }) => failed > 0).sort((a, b) => b.failed - a.failed);
}

export const labelOf = ({ from, to }: Bucket): string =>
  to === Number.POSITIVE_INFINITY ? `≥ ${formatEdge(from)}` : `${formatEdge(from)}–${formatEdge(to)}`;

const formatEdge = (milliseconds: number): string =>
  milliseconds >= 1000 ? `${milliseconds / 1000} s` : `${milliseconds} ms`;
