import { sampleEvent } from '@vzaps/testing';
import { describe, expect, it } from 'vitest';
import { createRecordStore } from './record-store.ts';

const INFO = { milliseconds: 1.26, steps: { verify: 0.2, handle: 1 } };
const handled = (text = 'hello') => ({
  kind: 'handled' as const,
  instanceId: 'VZ1',
  event: sampleEvent('Message', { text }),
});
const sequences = (store: ReturnType<typeof createRecordStore>, after = 0) =>
  store.readAfter(after).records.map(({ sequence }) => sequence);

describe('the records', () => {
  it('are bounded by their number, and the oldest ones are dropped', () => {
    const store = createRecordStore({ events: 3, bytes: 1e6 });
    const ids = Array.from({ length: 5 }, () => store.add(handled(), INFO).id);
    expect(store.readAfter(0)).toMatchObject({ dropped: 2, oldest: 3, counts: { handled: 5 } });
    expect(sequences(store)).toEqual([3, 4, 5]);
    expect(ids.map((id) => store.get(id)?.record.sequence)).toEqual([undefined, undefined, 3, 4, 5]);
  });

  it('are bounded by their bytes', () => {
    const store = createRecordStore({ events: 1_000, bytes: 100_000 });
    for (let i = 0; i < 40; i += 1) store.add(handled('x'.repeat(4_000)), INFO);
    const { records, dropped, oldest } = store.readAfter(0);
    expect(records.length + dropped).toBe(40);
    expect(records[0]?.sequence).toBe(oldest);
    // Each has the text in the event, in the raw delivery, and in the text that is searched.
    expect(records.length).toBeGreaterThanOrEqual(5);
    expect(records.length).toBeLessThanOrEqual(12);
  });

  it('keep only the fields that the list shows of a delivery that is larger than a quarter of the limit in bytes', () => {
    const store = createRecordStore({ events: 10, bytes: 100_000 });
    const small = store.add(handled(), INFO);
    const { id } = store.add(handled('x'.repeat(30_000)), INFO);
    const entry = store.get(id);
    expect(entry).toMatchObject({ isTooLarge: true, event: undefined, raw: undefined });
    expect(entry?.record.bytes).toBeGreaterThan(30_000);
    expect(entry?.record.summary).toHaveLength(300);
    expect(store.get(small.id)).toBeDefined();
  });

  it('count a character beyond Latin-1 as two bytes, as V8 stores it', () => {
    const store = createRecordStore({ events: 10, bytes: 1e6 });
    const size = (text: string) => store.get(store.add(handled(text), INFO).id)?.size ?? 0;
    expect(size('é'.repeat(1_000))).toBeLessThan(size('e'.repeat(1_000)) + 200);
    expect(size('€'.repeat(1_000))).toBeGreaterThan(size('e'.repeat(1_000)) * 1.5);
  });

  it('are at most as many as the limit after three times as many deliveries', () => {
    const store = createRecordStore({ events: 10_000, bytes: 64 * 1024 * 1024 });
    const outcome = handled();
    for (let i = 0; i < 30_000; i += 1) store.add(outcome, INFO);
    expect(store.readAfter(29_999)).toMatchObject({ dropped: 20_000, oldest: 20_001, counts: { handled: 30_000 } });
  });

  it('are read in pages of 1 000, from the oldest one', () => {
    const store = createRecordStore({ events: 10_000, bytes: 64 * 1024 * 1024 });
    for (let i = 0; i < 2_500; i += 1) store.add(handled(), INFO);
    expect([sequences(store).length, sequences(store, 1_000).length, sequences(store, 2_000).length]).toEqual([
      1_000, 1_000, 500,
    ]);
    expect(sequences(store, 2_499)).toEqual([2_500]);
    expect(sequences(store, 9_999)).toEqual([]);
  });

  it('have a new generation after they were cleared, and go on with their numbers', () => {
    const store = createRecordStore({ events: 3, bytes: 1e6 });
    for (let i = 0; i < 5; i += 1) store.add(handled(), INFO);
    const before = store.readAfter(0);
    const { id } = before.records[0] ?? { id: '' };
    store.clear();
    const after = store.readAfter(0);
    expect(after).toMatchObject({ records: [], dropped: 0, oldest: 6, counts: {} });
    expect(after.generation).not.toBe(before.generation);
    expect(store.get(id)).toBeUndefined();
    store.add(handled(), INFO);
    expect(sequences(store, 5)).toEqual([6]);
  });

  it('are found by the event key of a record, and the result does not contain that record', () => {
    const store = createRecordStore({ events: 10, bytes: 1e6 });
    const outcome = handled();
    const [first, second] = [store.add(outcome, INFO), store.add({ ...outcome, kind: 'duplicate' }, INFO)];
    store.add(handled(), INFO);
    expect(store.findRelated(second).map(({ id }) => id)).toEqual([first.id]);
  });

  it.each(['', '-', 'x-1', '-1', 'NaN', '__proto__', '1e999', '../1'])('have no record with the id %j', (id) => {
    const store = createRecordStore({ events: 10, bytes: 1e6 });
    store.add(handled(), INFO);
    expect(store.get(id)).toBeUndefined();
  });
});
