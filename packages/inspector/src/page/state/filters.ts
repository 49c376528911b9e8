import { computed, signal } from '@preact/signals';
import type { EventRecord } from '../../api/contract.ts';
import { records } from './records.ts';

export const NONE = '\u0000none';

export const search = signal('');
export const type = signal('');
export const instance = signal('');
/** Outcomes that are shown. Empty: all. */
export const outcomes = signal<ReadonlySet<string>>(new Set());
/** Minutes back from now, `''` for all, or `custom`. */
export const period = signal('');
/** The limits of the period `custom`, as a field of type `datetime-local` returns them. */
export const from = signal('');
export const to = signal('');

/** The end of a period that counts back from now. */
export const now = signal(Date.now());

/** While the list is paused: the last sequence number that it shows. */
export const pausedAt = signal<number | undefined>(undefined);

const matching = computed(() => {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const chosen = outcomes.value;
  const [earliest, latest] = timeRange();
  return records.value.filter(
    (record) =>
      (chosen.size === 0 || chosen.has(record.outcome)) &&
      (type.value === '' || (record.type ?? NONE) === type.value) &&
      (instance.value === '' || (record.instanceId ?? NONE) === instance.value) &&
      isBetween(record, earliest, latest) &&
      words.every((word) => record.search.includes(word)),
  );
});

/** What the list shows, newest first. */
export const shown = computed(() => {
  const last = pausedAt.value;
  const list = last === undefined ? [...matching.value] : matching.value.filter(({ sequence }) => sequence <= last);
  return list.reverse();
});

/** Matching records that arrived while the list was paused. */
export const waiting = computed(() => matching.value.length - shown.value.length);

/** How many kinds of filters are in use. */
export const filterCount = computed(
  () => [search, type, instance, period].filter(({ value }) => value !== '').length + (outcomes.value.size > 0 ? 1 : 0),
);

export const types = computed(() => distinct((record) => record.type));
export const instances = computed(() => distinct((record) => record.instanceId));

export function resetFilters(): void {
  for (const each of [search, type, instance, period, from, to]) each.value = '';
  outcomes.value = new Set();
}

export function toggleOutcome(outcome: string): void {
  const next = new Set(outcomes.value);
  if (!next.delete(outcome)) next.add(outcome);
  outcomes.value = next;
}

function timeRange(): [earliest: number, latest: number] {
  if (period.value === '') return [0, Number.POSITIVE_INFINITY];
  if (period.value !== 'custom') return [now.value - Number(period.value) * 60_000, Number.POSITIVE_INFINITY];
  return [
    from.value ? new Date(from.value).getTime() : 0,
    to.value ? new Date(to.value).getTime() : Number.POSITIVE_INFINITY,
  ];
}

function isBetween({ at }: EventRecord, earliest: number, latest: number): boolean {
  if (earliest === 0 && latest === Number.POSITIVE_INFINITY) return true;
  const time = new Date(at).getTime();
  return time >= earliest && time <= latest;
}

function distinct(fieldOf: (record: EventRecord) => string | undefined): string[] {
  return [...new Set(records.value.map((record) => fieldOf(record) ?? NONE))].sort((a, b) =>
    a === NONE ? 1 : b === NONE ? -1 : a.localeCompare(b),
  );
}
