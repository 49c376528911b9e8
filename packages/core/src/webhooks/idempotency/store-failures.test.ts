/** What a store that fails, or answers against its contract, changes: see docs/decisions/0004. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { logOutcomes } from '../../../recipes/logger.ts';
import { parseEvent } from '../../events/index.ts';
import { type OutcomeReport, reportOf } from '../observability/outcome-report.ts';
import type { Outcome } from '../outcome.ts';
import { createReceiver } from '../receiver/create-receiver.ts';
import { deferred, open } from '../test/delivery.fixture.ts';
import { message } from '../test/message.fixture.ts';
import type { IdempotencyStore } from './idempotency-store.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const claimed = () => ({ status: 'claimed' as const, token: '1' });
const storeOf = (more: object): IdempotencyStore => ({
  claim: claimed,
  renew: () => true,
  complete: () => true,
  release: () => true,
  ...more,
});
const down = new RangeError('redis is away');
const throws = () => {
  throw down;
};
const rejects = () => Promise.reject(down);
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** One event through a receiver with such a store, and what was told of it. */
async function dispatch(store: object, handler: () => unknown = () => {}, id = 'A') {
  const reports: OutcomeReport[] = [];
  const receiver = createReceiver({
    ...open,
    idempotency: storeOf(store),
    onOutcome: (outcome, info) => reports.push(reportOf(outcome, info)),
  }).on('Message', handler);
  let outcome: Outcome | undefined;
  receiver.dispatch(parseEvent(message({ id }))).then((known) => {
    outcome = known;
  });
  await vi.advanceTimersByTimeAsync(30_000);
  return { outcome, report: reports[0] };
}

describe('a store that fails after the claim', () => {
  it.each([
    ['throws', throws],
    ['rejects', rejects],
  ])('is told beside the event that was handled, where it %s: that one may be handled once more', async (_, fails) => {
    const { outcome, report } = await dispatch({ complete: fails });
    expect(outcome).toMatchObject({ kind: 'handled', storeError: down });
    expect(report).toMatchObject({ outcome: 'handled', errors: [{ name: 'RangeError' }] });
  });

  it('is told where it hangs', async () => {
    const { outcome, report } = await dispatch({ complete: () => new Promise(() => {}) });
    expect(outcome).toMatchObject({ kind: 'handled', storeError: { code: 'STORE_TIMEOUT' } });
    expect(report?.errors).toEqual([{ name: 'VZapsError', code: 'STORE_TIMEOUT' }]);
  });

  it('is told of an event that failed after what its handlers threw: it is blocked until its lease ends', async () => {
    const failure = new TypeError('no');
    const { outcome, report } = await dispatch({ release: rejects }, () => Promise.reject(failure));
    expect(outcome).toMatchObject({ kind: 'failed', errors: [failure], storeError: down });
    expect(report?.errors).toEqual([{ name: 'TypeError' }, { name: 'RangeError' }]);
  });

  it('is told where a renewal failed, though the event was handled', async () => {
    const { outcome } = await dispatch({ renew: vi.fn(rejects).mockRejectedValueOnce(down) }, () => sleep(12_000));
    expect(outcome).toMatchObject({ kind: 'handled', storeError: down });
  });

  it('is told of an event that is busy, since it could not be given back', async () => {
    const claim = () => sleep(6_000).then(claimed);
    const receiver = createReceiver({
      ...open,
      idempotency: storeOf({ claim, release: rejects }),
      handlerTimeoutMs: 5_000,
    }).on('Message', () => {});
    const outcome = receiver.dispatch(parseEvent(message()));
    await vi.advanceTimersByTimeAsync(6_000);
    expect(await outcome).toMatchObject({ kind: 'busy', storeError: down });
  });

  it('is told of an event that is busy, since its lease went to somebody else after a renewal had failed', async () => {
    const ofTheSecond = vi.fn(async () => false).mockRejectedValueOnce(down);
    const renew = (key: string) => key === '|A' || ofTheSecond();
    const receiver = createReceiver({ ...open, idempotency: storeOf({ renew }) }).on('Message', () => sleep(25_000));
    receiver.dispatch(parseEvent(message({ id: 'A' })));
    const waiting = receiver.dispatch(parseEvent(message()));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await waiting).toMatchObject({ kind: 'busy', storeError: down });
  });

  it('is told of an event that is sent away at close, and could not be given back', async () => {
    const work = deferred();
    const receiver = createReceiver({ ...open, idempotency: storeOf({ release: rejects }) }).on(
      'Message',
      () => work.promise,
    );
    receiver.dispatch(parseEvent(message()));
    const waiting = receiver.dispatch(parseEvent(message()));
    receiver.close();
    expect(await waiting).toMatchObject({ kind: 'overloaded', storeError: down });
    work.resolve();
  });

  it('is a warning in the log of the recipe, where the event was handled', async () => {
    const logger = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
    for (const complete of [() => true, throws]) {
      const { outcome } = await dispatch({ complete });
      if (outcome) logOutcomes(logger)(outcome, { milliseconds: 1, steps: {} });
    }
    expect([logger.info, logger.warn].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });

  it('leaves no trace where nothing failed', async () => {
    const { outcome, report } = await dispatch({});
    expect(outcome).not.toHaveProperty('storeError');
    expect(report).not.toHaveProperty('errors');
  });
});

describe('what a store answers', () => {
  const forms = (answer: unknown) => [() => answer, async () => answer];

  it.each([false, 0, null])('to complete with %j is a no: somebody else may have the event', async (answer) => {
    for (const complete of forms(answer)) {
      const { outcome } = await dispatch({ complete });
      expect(outcome).toMatchObject({ kind: 'failed', errors: [{ code: 'LEASE_LOST' }] });
    }
  });

  it.each([undefined, true, 1, 'OK', {}])('to complete with %j is a yes, as simple stores answer', async (answer) => {
    for (const complete of forms(answer)) expect((await dispatch({ complete })).outcome?.kind).toBe('handled');
  });

  it.each([undefined, true, 1, 'OK'])('to renew with %j is a yes, as scripts answer', async (answer) => {
    for (const renew of forms(answer)) {
      expect((await dispatch({ renew }, () => sleep(12_000))).outcome?.kind).toBe('handled');
    }
  });

  it.each([false, 0, null])('to renew with %j is a no', async (answer) => {
    for (const renew of forms(answer)) {
      const { outcome } = await dispatch({ renew }, () => sleep(12_000));
      expect(outcome).toMatchObject({ kind: 'failed', errors: [{ code: 'LEASE_LOST' }] });
    }
  });
});
